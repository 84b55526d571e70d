import { mkdtemp, statfs } from 'node:fs/promises';
import { VmkitError } from '../../../shared/errors.ts';

/** TMPFS_MAGIC of statfs(2). */
const TMPFS = 0x01021994;
const PLACES = ['/dev/shm', '/run'];

/**
 * Makes a folder (0700) in memory, for everything that is written while filesystems are frozen. The guard removes it.
 * @throws VmkitError `not-supported` where no tmpfs is mounted.
 */
export async function makeMemoryFolder(): Promise<string> {
  for (const place of PLACES) {
    const facts = await statfs(place).catch(() => undefined);
    if (facts?.type === TMPFS) return mkdtemp(`${place}/vmkit-live-${process.pid}-`);
  }
  throw new VmkitError(
    'not-supported',
    'There is no file system in memory (tmpfs) for the moment of the freeze.',
    {
      hint: 'Mount one: mount -t tmpfs tmpfs /dev/shm',
      detail: { places: PLACES },
    },
  );
}

/** Bytes that the last pass may take there: half of what is free. */
export async function memoryBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return (bavail * bsize) / 2;
}
