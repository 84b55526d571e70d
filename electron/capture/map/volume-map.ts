import { isVmkitError } from '../../../shared/errors.ts';
import type { VolumePlan } from '../../../shared/model/capture.ts';
import type { Slice } from '../disk/loop-slice.ts';
import type { OpenDisk } from '../disk/open-disk.ts';
import { RangeSet } from '../range-set.ts';
import { mapDistrust } from './filesystem-state.ts';
import { partcloneMap, partcloneProgram } from './partclone-map.ts';
import { probe, type Probe } from './probe.ts';

/** One part of a disk: what the user is told of it, and its used bytes in offsets of the whole disk. */
export interface VolumeMap {
  readonly plan: VolumePlan;
  readonly used: RangeSet;
}

export interface VolumePlace extends Slice {
  readonly title: string;
  readonly path: string | null;
}

/** Boot sectors, superblocks and their like at the start of a filesystem, whatever its map says. */
const FRONT_BYTES = 64 * 1024;
/** btrfs keeps copies of its superblock outside its own map, and leaves the first MiB to boot loaders. */
const BTRFS_FRONT_BYTES = 1024 * 1024;
const BTRFS_MIRRORS = [64 * 1024 ** 2, 256 * 1024 ** 3];
const MEMBERS: Readonly<Record<string, string>> = {
  LVM2_member: 'an LVM physical volume',
  crypto_LUKS: 'a LUKS container (it stays encrypted)',
  linux_raid_member: 'a member of a RAID array',
};

/** Finds out how to capture one partition (or a disk without a table) at rest, and what of it. */
export async function mapVolume(
  disk: OpenDisk,
  place: VolumePlace,
  signal?: AbortSignal,
): Promise<VolumeMap> {
  const found = await probe(disk, place, signal);
  if (found.type === 'swap') return swapHeader(disk, place);
  const program =
    found.usage === 'filesystem' && found.type !== null ? partcloneProgram(found.type) : undefined;
  if (program === undefined || found.type === null) return whole(place, found, wholeReason(found));
  const distrust = await mapDistrust(disk, place, found.type);
  if (distrust !== null) return whole(place, found, `All of it is copied: ${distrust}.`);
  return usedBlocks(disk, place, { program, found, type: found.type }, signal);
}

async function usedBlocks(
  disk: OpenDisk,
  place: VolumePlace,
  { program, found, type }: { program: string; found: Probe; type: string },
  signal?: AbortSignal,
): Promise<VolumeMap> {
  try {
    const map = await partcloneMap(disk, place, program, signal);
    const used = map.union(front(type, place.length)).shift(place.offset);
    const reason = 'Blocks in use by the filesystem’s own map; it is unmounted, so the copy is consistent.';
    return described(place, { used, filesystem: type, method: 'used-blocks', reason });
  } catch (error) {
    if (isVmkitError(error, 'program.missing')) {
      return whole(
        place,
        found,
        `All of it is copied: ${program} is not installed, which would leave free blocks out.`,
      );
    }
    if (!isVmkitError(error, 'program.failed') && !isVmkitError(error, 'capture.map-invalid')) throw error;
    return whole(place, found, `All of it is copied: ${program} cannot read its map (${error.message})`);
  }
}

/** What of a filesystem is copied whatever its map says. */
export function front(type: string, length: number): RangeSet {
  const size = Math.min(type === 'btrfs' ? BTRFS_FRONT_BYTES : FRONT_BYTES, length);
  const mirrors = type === 'btrfs' ? BTRFS_MIRRORS.filter((offset) => offset + 4096 <= length) : [];
  return RangeSet.of([{ offset: 0, length: size }, ...mirrors.map((offset) => ({ offset, length: 4096 }))]);
}

/** The header takes one page of the machine that made it; its magic is at the end of that page (mkswap(8)). */
async function swapHeader(disk: OpenDisk, place: VolumePlace): Promise<VolumeMap> {
  const magic = Buffer.alloc(10);
  let page = 4096;
  for (const size of [4096, 8192, 16384, 65536]) {
    await disk.handle.read(magic, 0, 10, place.offset + size - 10);
    if (magic.toString('latin1') === 'SWAPSPACE2') page = size;
  }
  const used = RangeSet.of([{ offset: place.offset, length: Math.min(page, place.length) }]);
  const reason = 'Swap: its UUID and label are kept, its content is not.';
  return described(place, { used, filesystem: 'swap', method: 'header', reason });
}

function wholeReason({ type, usage }: Probe): string {
  const member = type === null ? undefined : MEMBERS[type];
  if (member !== undefined) return `${capital(member)}: all of it is copied, zeros are skipped.`;
  if (usage === 'filesystem')
    return `No map of used blocks is known for ${type}: all of it is copied, zeros are skipped.`;
  return 'What it holds is not known: all of it is copied, zeros are skipped.';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** All of a place, zeros skipped. */
export function whole(place: VolumePlace, found: Pick<Probe, 'type'>, reason: string): VolumeMap {
  return described(place, { used: RangeSet.of([place]), filesystem: found.type, method: 'whole', reason });
}

interface Description {
  readonly used: RangeSet;
  readonly filesystem: string | null;
  readonly method: VolumePlan['method'];
  readonly reason: string;
}

/** Puts a volume's description and map together. */
export function described(place: VolumePlace, { used, filesystem, method, reason }: Description): VolumeMap {
  const plan: VolumePlan = {
    title: place.title,
    path: place.path,
    offsetBytes: place.offset,
    sizeBytes: place.length,
    filesystem,
    usedBytes: used.bytes,
    method,
    grade: 'consistent',
    reason,
  };
  return { plan, used };
}
