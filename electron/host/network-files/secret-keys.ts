/**
 * Keys whose values are secrets, in netplan, NetworkManager, systemd-networkd and ifupdown: wide on purpose. A value
 * hidden for nothing costs nothing; one shown for nothing cannot be taken back.
 */
const SECRET =
  /psk|pass|pwd|secret|private|preshared|token|credential|cookie|wep|gwcert|^mka-c|(?:^|[-_])otp|^(sim-)?pin$|keys?\d*$|^(shared|input|output)$|-raw$/i;
/** Keys that only look like it: they say how, not what. */
const HARMLESS = /flags$|^key-?mgmt$|^key-management$|public|^wireless-keymode$|pass-?through|-file$/i;

/** True where the value of this key must not leave the host. */
export function isSecretKey(key: string): boolean {
  return SECRET.test(key) && !HARMLESS.test(key);
}
