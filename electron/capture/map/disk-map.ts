import { VmkitError } from '../../../shared/errors.ts';
import type { VolumePlan } from '../../../shared/model/capture.ts';
import type { OpenDisk } from '../disk/open-disk.ts';
import { RangeSet } from '../range-set.ts';
import { extendedBootRecords } from './extended-boot-records.ts';
import {
  BIOS_GRUB_TYPE,
  readPartitionTable,
  type Partition,
  type PartitionTable,
} from './partition-table.ts';
import { probe } from './probe.ts';
import { described, mapVolume, whole, type VolumeMap } from './volume-map.ts';

/** Everything of a disk that a capture has to hold. */
export interface DiskMap {
  readonly volumes: readonly VolumePlan[];
  readonly used: RangeSet;
  /** `ptuuid:…` or `fsuuid:…`: what is written on the disk, to tell it from others. */
  readonly contentUuid: string | null;
  readonly table: PartitionTable | null;
}

export interface MapOptions {
  readonly signal?: AbortSignal | undefined;
  /** How one partition is mapped; as one at rest unless told otherwise. */
  readonly mapOne?: typeof mapVolume;
}

/** Boot code lies before the first partition, usually within a MiB; where more lies there, it is free space. */
const BOOT_AREA_LIMIT = 64 * 1024 ** 2;
/** Backup GPT, and what firmware RAID keeps at the very end. */
const TAIL_BYTES = 1024 ** 2;

/**
 * The used map of a disk, at rest unless `mapOne` knows better.
 * @param exclude numbers of partitions to leave out.
 * @throws VmkitError `input.invalid` for a number that is not there, `capture.map-invalid`, `cancelled`.
 */
export async function mapDisk(
  disk: OpenDisk,
  exclude: ReadonlySet<number>,
  { signal, mapOne = mapVolume }: MapOptions = {},
): Promise<DiskMap> {
  const all = { offset: 0, length: disk.sizeBytes };
  const found = await probe(disk, all, signal);
  const table = found.tableType === null ? null : await readPartitionTable(disk, signal);
  refuseUnknown(disk, exclude, table);
  if (table !== null) return mapTable(disk, table, exclude, { signal, mapOne });
  const volume = await mapOne(disk, { ...all, title: 'whole disk', path: disk.path }, signal);
  const contentUuid = found.uuid === null ? null : `fsuuid:${found.uuid}`;
  return { volumes: [volume.plan], used: volume.used, contentUuid, table: null };
}

async function mapTable(
  disk: OpenDisk,
  table: PartitionTable,
  exclude: ReadonlySet<number>,
  options: MapOptions,
): Promise<DiskMap> {
  const maps: VolumeMap[] = [bootArea(disk, table)];
  for (const partition of table.partitions) {
    maps.push(
      exclude.has(partition.number) ? left(disk, partition) : await mapPartition(disk, partition, options),
    );
  }
  if (table.extended !== null) maps.push(await logicalTable(disk, table.extended, table.sectorBytes));
  maps.push(tail(disk, table));
  const outside = RangeSet.of(
    table.partitions
      .filter(({ number }) => exclude.has(number))
      .map(({ offset, length }) => ({ offset, length })),
  );
  const used = maps.reduce((sum, map) => sum.union(map.used), RangeSet.empty).subtract(outside);
  const contentUuid = table.uuid === null ? null : `ptuuid:${table.uuid}`;
  return {
    volumes: maps.map(({ plan }) => plan).filter(({ sizeBytes }) => sizeBytes > 0),
    used,
    contentUuid,
    table,
  };
}

function mapPartition(
  disk: OpenDisk,
  partition: Partition,
  { signal, mapOne = mapVolume }: MapOptions,
): Promise<VolumeMap> {
  const place = placeOf(disk, partition);
  if (partition.type.toUpperCase() !== BIOS_GRUB_TYPE) return mapOne(disk, place, signal);
  return Promise.resolve(whole(place, { type: null }, 'The boot loader’s own partition.'));
}

function left(disk: OpenDisk, partition: Partition): VolumeMap {
  const reason = 'Left out as asked; it reads as zeros in the image.';
  return described(placeOf(disk, partition), {
    used: RangeSet.empty,
    filesystem: null,
    method: 'excluded',
    reason,
  });
}

function placeOf(disk: OpenDisk, { number, offset, length }: Partition) {
  const path = disk.kind === 'block' ? `${disk.path}${/\d$/.test(disk.path) ? 'p' : ''}${number}` : null;
  return { title: `partition ${number}`, path, offset, length };
}

function bootArea(disk: OpenDisk, table: PartitionTable): VolumeMap {
  const first = Math.min(
    disk.sizeBytes,
    ...table.partitions.map(({ offset }) => offset),
    table.extended?.offset ?? Infinity,
  );
  const place = { title: 'boot area', path: null, offset: 0, length: Math.min(first, BOOT_AREA_LIMIT) };
  return whole(place, { type: null }, 'Partition table and boot code before the first partition.');
}

async function logicalTable(disk: OpenDisk, extended: Partition, sectorBytes: number): Promise<VolumeMap> {
  const used = RangeSet.of(await extendedBootRecords(disk, extended, sectorBytes));
  const place = {
    title: 'logical partition table',
    path: null,
    offset: extended.offset,
    length: extended.length,
  };
  const reason = 'The chain of boot records that lists the logical partitions.';
  return described(place, { used, filesystem: null, method: 'header', reason });
}

function tail(disk: OpenDisk, table: PartitionTable): VolumeMap {
  const last = Math.max(0, ...table.partitions.map(({ offset, length }) => offset + length));
  const offset = Math.max(last, disk.sizeBytes - TAIL_BYTES);
  const place = { title: table.label === 'gpt' ? 'backup GPT' : 'end of the disk', path: null, offset };
  const reason = 'The last MiB behind the partitions: backup table, firmware RAID.';
  return whole({ ...place, length: disk.sizeBytes - offset }, { type: null }, reason);
}

function refuseUnknown(disk: OpenDisk, exclude: ReadonlySet<number>, table: PartitionTable | null): void {
  for (const number of exclude) {
    if (table?.partitions.some((partition) => partition.number === number)) continue;
    throw new VmkitError('input.invalid', `${disk.path} has no partition ${number} that could be left out.`, {
      detail: { device: disk.path, partition: number },
    });
  }
}
