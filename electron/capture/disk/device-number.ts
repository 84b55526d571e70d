/** Major and minor number of an `st_rdev` or `st_dev` (glibc's encoding, makedev(3)): `8:0`. */
export function deviceNumber(rdev: number): string {
  const high = Math.floor(rdev / 2 ** 32);
  const major = ((rdev >>> 8) & 0xfff) | (high & ~0xfff);
  const minor = (rdev & 0xff) | ((rdev >>> 12) & 0xfff00);
  return `${major}:${minor}`;
}
