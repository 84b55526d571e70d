import { VmkitError } from '../../../shared/errors.ts';
import { run } from '../../system/run.ts';
import { RangeSet } from '../range-set.ts';
import type { LiveFilesystem } from './live-filesystem.ts';

const SECTOR_BYTES = 512;
// `   0:        0..   61439:        192..     61631:  61440:             last,eof` (filefrag(8), -v)
const EXTENT = /^\s*\d+:\s*\d+\.\.\s*\d+:\s*(\d+)\.\.\s*(\d+):\s*\d+:(.*)$/gm;

/**
 * Where our own files lie on the captured disk, in offsets of the whole disk. Without leaving these out, a capture
 * onto its own disk would copy what it has just written, for ever. Asks the filesystem to write them out first.
 * @param files paths of open files of ours on that filesystem.
 */
export async function ownExtents(filesystem: LiveFilesystem, files: readonly string[]): Promise<RangeSet> {
  const flat: number[] = [];
  for (const file of files) {
    const { stdout } = await run(['filefrag', '-s', '-v', `-b${SECTOR_BYTES}`, file], { timeoutMs: 0 });
    for (const [, first, last, flags] of stdout.matchAll(EXTENT)) {
      if (/unknown_loc|delalloc|inline/.test(flags ?? '')) continue;
      const start = filesystem.offset + Number(first) * SECTOR_BYTES;
      flat.push(start, filesystem.offset + (Number(last) + 1) * SECTOR_BYTES);
    }
  }
  return RangeSet.ofBounds(flat);
}

/** FIEMAP of btrfs speaks of its own address space, not of the disk. */
export function refuseOwnBtrfs(filesystem: LiveFilesystem): void {
  if (filesystem.type !== 'btrfs') return;
  throw new VmkitError(
    'not-supported',
    `The repository lies on the captured btrfs (${filesystem.mountPoint}) itself, which is not supported yet.`,
    {
      hint: 'Choose a repository on another disk, or on another kind of filesystem.',
      detail: { mountPoint: filesystem.mountPoint },
    },
  );
}
