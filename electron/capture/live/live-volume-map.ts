import { randomUUID } from 'node:crypto';
import { isVmkitError } from '../../../shared/errors.ts';
import { run } from '../../system/run.ts';
import { withLoopSlice } from '../disk/loop-slice.ts';
import type { OpenDisk } from '../disk/open-disk.ts';
import { withScratch } from '../folder/state-folder.ts';
import { partcloneProgram, readDomainLog } from '../map/partclone-map.ts';
import { described, front, mapVolume, whole, type VolumeMap, type VolumePlace } from '../map/volume-map.ts';
import { RangeSet } from '../range-set.ts';
import { flushBuffers, type LiveContext } from './live-context.ts';
import { isFreezable, type LiveFilesystem } from './live-filesystem.ts';

export type MapVolume = typeof mapVolume;

/**
 * How to map the volumes of a disk in use: mounted ones as below, the others as if at rest.
 * @param context null for a plan: then nothing is frozen, and the map of a mounted filesystem is only nearly right.
 */
export function liveMapper(filesystems: readonly LiveFilesystem[], context: LiveContext | null): MapVolume {
  return async (disk, place, signal) => {
    const filesystem = filesystems.find((one) => one.offset === place.offset && one.length >= place.length);
    if (!filesystem) return mapVolume(disk, place, signal);
    return mapMounted(disk, place, { filesystem, context, signal });
  };
}

interface Mounted {
  readonly filesystem: LiveFilesystem;
  readonly context: LiveContext | null;
  readonly signal: AbortSignal | undefined;
}

async function mapMounted(disk: OpenDisk, place: VolumePlace, mounted: Mounted): Promise<VolumeMap> {
  const { filesystem } = mounted;
  const { type } = filesystem;
  const how = isFreezable(filesystem)
    ? `Mounted at ${filesystem.mountPoint}: writes are followed, and the last of them copied while it is frozen.`
    : `Mounted at ${filesystem.mountPoint}: ${type} cannot be frozen, so it is consistent only if nothing writes to it in the moment in which the others are.`;
  const program = partcloneProgram(type);
  if (program === undefined)
    return whole(place, { type }, `${how} No map of used blocks is known for ${type}.`);
  try {
    const map = await usedMap(disk, place, { ...mounted, program });
    const used = map.union(front(type, place.length)).shift(place.offset);
    return described(place, { used, filesystem: type, method: 'used-blocks', reason: how });
  } catch (error) {
    const unreadable = ['program.missing', 'program.failed', 'capture.map-invalid'] as const;
    if (!unreadable.some((code) => isVmkitError(error, code))) throw error;
    return whole(place, { type }, `${how} All of it is copied: ${program} cannot read its map.`);
  }
}

interface Reading extends Mounted {
  readonly program: string;
}

/**
 * Freezing brings a filesystem's map to the disk. In ext the bitmaps have fixed places and each bit stands for itself:
 * read after the thaw, a block is missing only if it was free then, and its later content is a write that we follow.
 * The trees of the others move, so these stay frozen for the time of reading.
 */
async function usedMap(disk: OpenDisk, place: VolumePlace, reading: Reading): Promise<RangeSet> {
  const { context, filesystem } = reading;
  return withLoopSlice(disk, place, async (device) => {
    const read = (): Promise<RangeSet> => readMap(device, place.length, reading);
    const fresh = async (): Promise<void> => {
      await flushBuffers(disk.childPath);
      await flushBuffers(device);
    };
    if (context === null || !isFreezable(filesystem)) {
      if (context) await context.sync([filesystem]);
      await fresh();
      return read();
    }
    if (/^ext[234]$/.test(filesystem.type)) {
      await context.whileFrozen([filesystem], fresh);
      const map = await read().catch(() => null);
      if (map) return map;
    }
    const frozen = await context.whileFrozen([filesystem], () => fresh().then(read));
    if (!frozen.late) return frozen.value;
    return RangeSet.whole(place.length);
  });
}

async function readMap(
  device: string,
  length: number,
  { program, context, signal }: Reading,
): Promise<RangeSet> {
  const inFolder = async (folder: string): Promise<RangeSet> => {
    const log = `${folder}/map-${randomUUID()}`;
    // -F: the source is mounted. -f 0: partclone ends by waiting for its progress thread, which sleeps so many seconds.
    const quick = ['-D', '-F', '-q', '-f', '0'];
    await run([program, ...quick, '-s', device, '-o', log, '-L', `${log}.log`], { signal, timeoutMs: 0 });
    return readDomainLog(log, length);
  };
  return context ? inFolder(context.memory) : withScratch(inFolder);
}
