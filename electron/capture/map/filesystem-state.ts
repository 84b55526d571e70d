import { run } from '../../system/run.ts';
import { isVmkitError } from '../../../shared/errors.ts';
import { withLoopSlice, type Slice } from '../disk/loop-slice.ts';
import type { OpenDisk } from '../disk/open-disk.ts';

/**
 * Why the block map of a filesystem must not be trusted, as the end of a sentence; null where it can be. A filesystem
 * that was not unmounted cleanly has changes in its journal that its map on the disk does not know yet, and none of
 * the map readers notices that for XFS and btrfs.
 */
export async function mapDistrust(disk: OpenDisk, slice: Slice, type: string): Promise<string | null> {
  if (/^ext[234]$/.test(type)) return extDistrust(disk, slice.offset);
  if (type === 'btrfs') return btrfsDistrust(disk, slice.offset);
  if (type === 'xfs') return xfsDistrust(disk, slice);
  return null;
}

const DIRTY = 'it was not unmounted cleanly, so its map may be behind its journal';

// Offsets from the superblock at 1024: s_magic 0x38, s_feature_incompat 0x60, s_feature_ro_compat 0x64 (ext4(5)).
async function extDistrust(disk: OpenDisk, offset: number): Promise<string | null> {
  const block = await readAt(disk, offset + 1024, 0x68);
  const needsRecovery = (block.readUInt32LE(0x60) & 0x4) !== 0;
  const bigalloc = (block.readUInt32LE(0x64) & 0x200) !== 0;
  if (block.readUInt16LE(0x38) !== 0xef53) return 'its superblock is damaged';
  return needsRecovery ? DIRTY : bigalloc ? 'it allocates in clusters (bigalloc)' : null;
}

// Superblock at 64 KiB: log_root at 0x60, num_devices at 0x88.
async function btrfsDistrust(disk: OpenDisk, offset: number): Promise<string | null> {
  const block = await readAt(disk, offset + 0x10000, 0x90);
  if (block.readBigUInt64LE(0x60) !== 0n) return DIRTY;
  return block.readBigUInt64LE(0x88) > 1n ? 'it spans several disks' : null;
}

async function xfsDistrust(disk: OpenDisk, slice: Slice): Promise<string | null> {
  try {
    const { stdout } = await withLoopSlice(disk, slice, (device) => run(['xfs_logprint', '-t', device]));
    return /state: <CLEAN>/.test(stdout) ? null : DIRTY;
  } catch (error) {
    if (isVmkitError(error, 'program.missing')) return 'xfs_logprint is not there to prove its log clean';
    if (isVmkitError(error, 'program.failed')) return DIRTY;
    throw error;
  }
}

async function readAt(disk: OpenDisk, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  await disk.handle.read(buffer, 0, length, position);
  return buffer;
}
