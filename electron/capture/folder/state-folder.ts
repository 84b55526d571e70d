import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';

/** Folder of what must not outlive the running system: locks, notes on loop devices, scratch. For its owner only. */
export function stateFolder(): string {
  const uid = userInfo().uid;
  return uid === 0 ? '/run/vmkit' : `${process.env.XDG_RUNTIME_DIR ?? tmpdir()}/vmkit-${uid}`;
}

/** Runs `work` with a scratch folder (0700) of its own, which is removed afterwards whatever happens. */
export async function withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(stateFolder(), { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(`${stateFolder()}/scratch-${process.pid}-`);
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
