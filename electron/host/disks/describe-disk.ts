import type { BlockDevice, DiskInfo } from '../../../shared/model/host.ts';
import type { SectionOptions } from '../section-options.ts';
import { readSystemFile } from '../system-file.ts';
import { readability, type DiskContext } from './context.ts';
import { describeDevice, describeHiddenPartition, filesystemOf } from './describe-device.ts';
import { optional } from './describe-filesystem.ts';
import { findUses } from './find-uses.ts';
import type { LsblkDevice } from './lsblk.ts';
import type { Mount } from './mounts.ts';
import { readPartitionTable, type PartitionTable } from './partition-table.ts';

/** A whole disk with everything on it. */
export async function describeDisk(
  device: LsblkDevice,
  mounts: readonly Mount[],
  { signal }: SectionOptions,
): Promise<DiskInfo> {
  const access = await readability(device.path);
  const context: DiskContext = { signal, mounts, readable: access === 'yes' };
  const read = context.readable ? await optional(() => readPartitionTable(device.path, { signal })) : null;
  const table = read ?? tableOf(device);
  // A partition table is not a filesystem, although blkid may find old traces of one below it.
  const filesystem = table === null ? await filesystemOf(device, context) : null;
  const serial = device.serial ?? (await readSerial(device.kname));
  const facts = { ...device, serial };
  return {
    path: device.path,
    name: device.name,
    model: device.model,
    serial,
    identity: identityOf(facts, table, filesystem),
    sizeBytes: device.size ?? 0,
    logicalSectorBytes: device['log-sec'] ?? 512,
    rotational: device.rota,
    removable: device.rm,
    readOnly: device.ro,
    transport: transportOf(device),
    partitionTable: table === null ? null : { type: table.type, uuid: table.uuid },
    filesystem,
    children: await describeChildren(device, read, context),
    inUse: await findUses(device.path, { signal }),
    needsRoot: access === 'root' ? unknownFields(device, filesystem) : [],
  };
}

async function describeChildren(
  device: LsblkDevice,
  table: PartitionTable | null,
  context: DiskContext,
): Promise<BlockDevice[]> {
  const shown = await Promise.all(device.children.map((child) => describeDevice(child, table, context)));
  const paths = new Set(shown.map(({ path }) => path));
  const hidden = (table?.partitions ?? []).filter(({ path }) => !paths.has(path));
  const others = await Promise.all(
    hidden.map((entry) => describeHiddenPartition(device.path, entry, context)),
  );
  return [...shown, ...others].sort((one, other) => (one.offsetBytes ?? 0) - (other.offsetBytes ?? 0));
}

// What udev has found, for users who may not read the disk.
function tableOf(device: LsblkDevice): PartitionTable | null {
  if (device.pttype !== 'gpt' && device.pttype !== 'dos') return null;
  return { type: device.pttype, uuid: device.ptuuid, partitions: [] };
}

/** The most durable name that a disk has: it must be the same after a restart, on another port, in another order. */
export function identityOf(
  facts: Pick<LsblkDevice, 'wwn' | 'serial'>,
  table: { readonly uuid: string | null } | null,
  filesystem: { readonly uuid: string | null } | null,
): string | null {
  if (facts.wwn !== null) return `wwn:${facts.wwn}`;
  if (facts.serial !== null) return `serial:${facts.serial}`;
  if (table?.uuid) return `ptuuid:${table.uuid.toLowerCase()}`;
  return filesystem?.uuid ? `fsuuid:${filesystem.uuid.toLowerCase()}` : null;
}

function transportOf(device: LsblkDevice): string | null {
  if (device.type === 'loop') return 'loop';
  return (
    device.tran ?? (/^vd[a-z]/.test(device.kname) ? 'virtio' : device.kname.startsWith('xvd') ? 'xen' : null)
  );
}

// virtio-blk has the serial on the disk itself, NVMe on its controller.
async function readSerial(name: string): Promise<string | null> {
  const folder = `/sys/class/block/${name}`;
  const found = await readSystemFile(`${folder}/serial`).catch(() => null);
  return found || (await readSystemFile(`${folder}/device/serial`).catch(() => null)) || null;
}

function unknownFields(device: LsblkDevice, filesystem: unknown): string[] {
  const table = device.pttype === null && filesystem === null ? ['partitionTable', 'filesystem'] : [];
  return device.children.length === 0 ? [...table, 'children'] : table;
}
