import type { BlockDevice, FilesystemInfo } from '../../../shared/model/host.ts';
import type { DiskContext } from './context.ts';
import { describeFilesystem } from './describe-filesystem.ts';
import type { LsblkDevice } from './lsblk.ts';
import type { PartitionTable, TablePartition } from './partition-table.ts';

/** Sectors in sysfs and lsblk are of 512 bytes, whatever the disk's own are (kernel documentation, block/stat). */
const KERNEL_SECTOR = 512;

/** A device that the kernel shows, with everything on it. */
export async function describeDevice(
  device: LsblkDevice,
  table: PartitionTable | null,
  context: DiskContext,
): Promise<BlockDevice> {
  const entry = table?.partitions.find(({ path }) => path === device.path) ?? null;
  return {
    path: device.path,
    kind: kindOf(device.type),
    sizeBytes: device.size ?? 0,
    offsetBytes: device.type === 'part' ? offsetOf(device, entry) : null,
    partition: device.type === 'part' ? describePartition(device, entry) : null,
    filesystem: await filesystemOf(device, context),
    children: await Promise.all(device.children.map((child) => describeDevice(child, null, context))),
  };
}

function offsetOf(device: LsblkDevice, entry: TablePartition | null): number | null {
  return entry?.offsetBytes ?? (device.start === null ? null : device.start * KERNEL_SECTOR);
}

/** What is on the device itself: lsblk's word (from udev) where it has one, else that of its first blocks. */
export async function filesystemOf(
  device: LsblkDevice,
  context: DiskContext,
): Promise<FilesystemInfo | null> {
  const mounts = context.mounts.filter((mount) => mount.device === device['maj:min']);
  const known =
    device.fstype === null ? null : { type: device.fstype, label: device.label, uuid: device.uuid };
  if (known === null && !context.readable && mounts.length === 0) return null;
  return describeFilesystem({ path: device.path, extent: null, known, mounts }, context);
}

function describePartition(device: LsblkDevice, entry: TablePartition | null): BlockDevice['partition'] {
  return {
    number: entry?.number ?? Number(/\d+$/.exec(device.kname)?.[0] ?? 0),
    type: entry?.type ?? device.parttype ?? '',
    typeName: device.parttypename ?? entry?.typeName ?? null,
    label: entry?.label ?? device.partlabel,
    uuid: entry?.uuid ?? device.partuuid,
  };
}

/** A partition that stands in the table but that the kernel does not show (as on most loop devices). */
export async function describeHiddenPartition(
  disk: string,
  entry: TablePartition,
  context: DiskContext,
): Promise<BlockDevice> {
  const { offsetBytes, sizeBytes, number, type, typeName, label, uuid } = entry;
  const extent = { offsetBytes, sizeBytes };
  return {
    path: entry.path,
    kind: 'part',
    sizeBytes,
    offsetBytes,
    partition: { number, type, typeName, label, uuid },
    filesystem: await describeFilesystem({ path: disk, extent, known: null, mounts: [] }, context),
    children: [],
  };
}

/** The types of lsblk(8) in this software's words. */
export function kindOf(type: string): BlockDevice['kind'] {
  if (/^(raid|linear$|md)/.test(type)) return 'raid';
  const same = (['disk', 'part', 'lvm', 'crypt', 'loop', 'rom'] as const).find((kind) => kind === type);
  return same ?? 'other';
}
