import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { run } from '../../system/run.ts';
import type { SectionOptions } from '../section-options.ts';
import { formatDevice } from './mounts.ts';

const output = z.object({
  loopdevices: z.array(
    z.object({
      name: z.string(),
      'back-file': z.string().nullable(),
      'back-ino': z.number().nullable(),
      'back-maj:min': z.string().nullable(),
    }),
  ),
});

/** A loop device that is attached to a file or to another block device. */
export interface Loop {
  readonly path: string;
  readonly backingFile: string;
  /** What is behind it: `MAJOR:MINOR/INODE` of a file, `MAJOR:MINOR` of a block device; null where unknown. */
  readonly backing: string | null;
}

/** Attached loop devices. The kernel tells the inode behind one to root only; for others the path is looked up. */
export async function readLoops({ signal }: SectionOptions = {}): Promise<Loop[]> {
  const columns = 'NAME,BACK-FILE,BACK-INO,BACK-MAJ:MIN';
  const { stdout } = await run(['losetup', '--list', '--json', '-O', columns], { signal });
  if (stdout.trim() === '') return [];
  return Promise.all(
    output.parse(JSON.parse(stdout)).loopdevices.map(async (loop) => {
      const backingFile = loop['back-file'] ?? '';
      const device = loop['back-maj:min']?.trim();
      // A device node's inode says nothing; its number does.
      const told = loop['back-ino'] && device ? `${device}/${loop['back-ino']}` : null;
      const looked = await backingOf(backingFile);
      const isDevice = looked !== null && !looked.includes('/');
      return { path: loop.name, backingFile, backing: isDevice ? looked : (told ?? looked) };
    }),
  );
}

/** What a path stands for, in the form of `Loop.backing`. */
export async function backingOf(path: string): Promise<string | null> {
  try {
    const node = await stat(path);
    if (node.isBlockDevice()) return formatDevice(node.rdev);
    return `${formatDevice(node.dev)}/${node.ino}`;
  } catch {
    return null;
  }
}
