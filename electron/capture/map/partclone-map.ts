import { open } from 'node:fs/promises';
import { VmkitError } from '../../../shared/errors.ts';
import { run } from '../../system/run.ts';
import { withLoopSlice, type Slice } from '../disk/loop-slice.ts';
import type { OpenDisk } from '../disk/open-disk.ts';
import { withScratch } from '../folder/state-folder.ts';
import { RangeSet } from '../range-set.ts';

/** Filesystems whose used blocks partclone can list, and its program for each. */
const PROGRAMS: Readonly<Record<string, string>> = {
  ext2: 'partclone.ext2',
  ext3: 'partclone.ext3',
  ext4: 'partclone.ext4',
  xfs: 'partclone.xfs',
  btrfs: 'partclone.btrfs',
  vfat: 'partclone.vfat',
  exfat: 'partclone.exfat',
  ntfs: 'partclone.ntfs',
};

/** partclone's program for a filesystem, or undefined where it has none that we trust. */
export function partcloneProgram(type: string): string | undefined {
  return PROGRAMS[type];
}

/**
 * Used blocks of an unmounted filesystem, by partclone's domain log, counted from the start of the slice. What lies
 * behind the filesystem's own end counts as used.
 * @throws VmkitError `program.missing`, `program.failed`, `capture.map-invalid`, `cancelled`.
 */
export async function partcloneMap(
  disk: OpenDisk,
  slice: Slice,
  program: string,
  signal?: AbortSignal,
): Promise<RangeSet> {
  return withScratch(async (folder) => {
    const log = `${folder}/map`; // a fresh file each time: partclone writes over an old one without cutting it
    await withLoopSlice(disk, slice, (device) =>
      // -f 1: its progress thread looks every second instead of every two, and partclone waits for that thread
      run([program, '-D', '-q', '-f', '1', '-s', device, '-o', log, '-L', `${folder}/log`], {
        signal,
        timeoutMs: 0,
      }),
    );
    return readDomainLog(log, slice.length);
  });
}

const LINE = /^(0x[0-9A-Fa-f]+)\s+(0x[0-9A-Fa-f]+)\s+([+?])/;

/** Parses a domain log and checks it: ordered, without holes, no longer than the slice. */
export async function readDomainLog(path: string, sliceBytes: number): Promise<RangeSet> {
  const used: number[] = [];
  let position = 0;
  const file = await open(path);
  for await (const line of file.readLines()) {
    const match = LINE.exec(line);
    if (!match) continue;
    const [start, length] = [Number(match[1]), Number(match[2])];
    if (start !== position) throw invalid(`a gap at byte ${position}`);
    position += length;
    if (match[3] === '+') used.push(start, position);
  }
  if (position === 0) throw invalid('it is empty');
  if (position > sliceBytes) throw invalid('it is longer than the partition');
  if (position < sliceBytes) used.push(position, sliceBytes);
  return RangeSet.ofBounds(used);
}

function invalid(why: string): VmkitError {
  return new VmkitError('capture.map-invalid', `The map of used blocks cannot be trusted: ${why}.`);
}
