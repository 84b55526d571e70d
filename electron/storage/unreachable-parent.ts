import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** For others to enter a directory (chmod(1), o+x). */
const OTHERS_ENTER = 0o001;

/**
 * The first directory on the way to `path` that other users may not enter, or undefined. QEMU runs as a user of its
 * own under the system daemon and must enter each of them; what we may not look at is taken as open.
 */
export async function unreachableParent(path: string): Promise<string | undefined> {
  const above = dirname(path);
  const closed = above === path ? undefined : await unreachableParent(above);
  if (closed !== undefined) return closed;
  const found = await stat(path).catch(() => undefined);
  return found && (found.mode & OTHERS_ENTER) === 0 ? path : undefined;
}
