import type { Bootability } from '../../helper/protocol.ts';
import { withScratch } from '../folder/state-folder.ts';
import { readPartitionTable, type PartitionTable } from '../map/partition-table.ts';
import { probe } from '../map/probe.ts';
import { copyBootFiles, type BootDisk } from './boot-files.ts';
import { findBootLoader, type BootLoader } from './boot-loader.ts';
import { chooseDiskBus } from './disk-bus.ts';

export interface BootabilityOptions {
  readonly signal?: AbortSignal | undefined;
}

/** What the system on these disks can boot from: disk bus by its newest kernel, firmware and boot loader. */
export async function diskBootability(
  disks: readonly BootDisk[],
  { signal }: BootabilityOptions = {},
): Promise<Bootability> {
  return withScratch(async (scratch) => {
    const files: string[] = [];
    const loaders: BootLoader[] = [];
    for (const [index, disk] of disks.entries()) {
      const table = await readPartitionTable(disk, signal);
      loaders.push(await findBootLoader(disk, table));
      files.push(...(await diskBootFiles(disk, table, `${scratch}/${index}`, signal)));
    }
    const bus = await chooseDiskBus(files, signal);
    const loader = loaders.find(({ bootLoader }) => bootLoader !== null) ?? loaders[0];
    const reason = loader?.bootLoader ? bus.reason : `${bus.reason} No boot loader was found on the disks.`;
    return { ...bus, reason, firmware: loader?.firmware ?? 'bios', bootLoader: loader?.bootLoader ?? null };
  });
}

async function diskBootFiles(
  disk: BootDisk,
  table: PartitionTable | null,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const slices = table?.partitions ?? [{ offset: 0, length: disk.sizeBytes }];
  const files: string[] = [];
  for (const [index, { offset, length }] of slices.entries()) {
    const { type } = await probe(disk, { offset, length }, signal);
    files.push(
      ...(await copyBootFiles(disk, { offset, length, filesystem: type }, `${folder}-${index}`, signal)),
    );
  }
  return files;
}
