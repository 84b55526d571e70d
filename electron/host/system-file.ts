import { readFile, readdir, readlink } from 'node:fs/promises';
import { basename } from 'node:path';

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'EINVAL', 'EIO', 'ENXIO', 'EOPNOTSUPP', 'ENOTSUP']);
const FORBIDDEN = new Set(['EACCES', 'EPERM']);

/** The code of a failed system call (`ENOENT`), or null where the error is no such failure. */
export function errnoOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** True where the system refused because of who asks. */
export function isForbidden(error: unknown): boolean {
  return FORBIDDEN.has(errnoOf(error) ?? '');
}

/**
 * A small file of /proc, /sys or /etc, trimmed; null where it is absent or the driver has no answer (sysfs says so
 * with EINVAL, EIO, ENODEV). A refusal is thrown, so that "not there" and "not allowed" stay apart.
 */
export async function readSystemFile(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (ABSENT.has(errnoOf(error) ?? '')) return null;
    throw error;
  }
}

/** A number in a small file, or null where it is absent, no number, or negative (drivers say "unknown" by -1). */
export async function readSystemNumber(path: string): Promise<number | null> {
  const text = await readSystemFile(path);
  if (text === null || !/^(0x[0-9a-f]+|\d+)$/i.test(text)) return null;
  return Number(text);
}

/** Names in a folder, sorted; none where it is absent. */
export async function listSystemFolder(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).sort();
  } catch (error) {
    if (ABSENT.has(errnoOf(error) ?? '')) return [];
    throw error;
  }
}

/** Last name of a link's target: how sysfs says driver, subsystem or master. Null where there is no link. */
export async function readLinkName(path: string): Promise<string | null> {
  try {
    return basename(await readlink(path));
  } catch (error) {
    if (ABSENT.has(errnoOf(error) ?? '')) return null;
    throw error;
  }
}
