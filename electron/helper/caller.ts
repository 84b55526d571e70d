/** Who asked for root's rights: pkexec(1) and sudo(8) tell; otherwise whoever we run as. */
export function callerUid(env: NodeJS.ProcessEnv = process.env): number {
  const told = env.PKEXEC_UID ?? env.SUDO_UID;
  const uid = Number(told);
  return told !== undefined && Number.isInteger(uid) && uid >= 0 ? uid : (process.getuid?.() ?? 0);
}
