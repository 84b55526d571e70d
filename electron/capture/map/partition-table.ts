import { z } from 'zod';
import { VmkitError } from '../../../shared/errors.ts';
import { run } from '../../system/run.ts';
import type { OpenDisk } from '../disk/open-disk.ts';

const sfdiskTable = z.object({
  partitiontable: z.object({
    label: z.string(),
    id: z.string().optional(),
    sectorsize: z.number().int().positive().optional(),
    partitions: z
      .array(
        z.object({
          node: z.string(),
          start: z.number().nonnegative(),
          size: z.number().nonnegative(),
          type: z.string(),
          name: z.string().optional(),
        }),
      )
      .default([]),
  }),
});

export interface Partition {
  readonly number: number;
  readonly offset: number;
  readonly length: number;
  /** GUID in capitals on GPT, two hex digits on MBR. */
  readonly type: string;
  readonly label: string | null;
}

export interface PartitionTable {
  readonly label: 'gpt' | 'dos';
  readonly uuid: string | null;
  readonly sectorBytes: number;
  /** By number; the extended partition of an MBR is listed apart. */
  readonly partitions: readonly Partition[];
  readonly extended: Partition | null;
}

export const ESP_TYPE = 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B';
export const BIOS_GRUB_TYPE = '21686148-6449-6E6F-744E-656564454649';
const EXTENDED_TYPES = new Set(['5', 'f', '85', 'c5', 'd5']);

/**
 * Reads a GPT or MBR table, logical partitions included, from a device or a plain file (sfdisk(8)).
 * @throws VmkitError `capture.map-invalid` where a partition reaches beyond the disk.
 */
export async function readPartitionTable(
  disk: OpenDisk,
  signal?: AbortSignal,
): Promise<PartitionTable | null> {
  const { stdout, exitCode } = await run(['sfdisk', '--json', disk.childPath], {
    okExitCodes: [0, 1],
    signal,
  });
  if (exitCode !== 0) return null;
  const table = sfdiskTable.parse(JSON.parse(stdout)).partitiontable;
  if (table.label !== 'gpt' && table.label !== 'dos') return null;
  const sectorBytes = table.sectorsize ?? 512;
  const all = table.partitions.map((entry): Partition => ({
    number: Number(/\d+$/.exec(entry.node)?.[0] ?? 0),
    offset: entry.start * sectorBytes,
    length: entry.size * sectorBytes,
    type: entry.type,
    label: entry.name ?? null,
  }));
  for (const { number, offset, length } of all) {
    if (offset + length > disk.sizeBytes) throw beyondEnd(disk, number);
  }
  const isExtended = ({ type }: Partition): boolean =>
    table.label === 'dos' && EXTENDED_TYPES.has(type.toLowerCase());
  return {
    label: table.label,
    uuid: table.id ?? null,
    sectorBytes,
    partitions: all.filter((entry) => !isExtended(entry) && entry.length > 0),
    extended: all.find(isExtended) ?? null,
  };
}

function beyondEnd(disk: OpenDisk, number: number): VmkitError {
  return new VmkitError(
    'capture.map-invalid',
    `Partition ${number} of ${disk.path} reaches beyond its end.`,
    {
      hint: 'The disk was cut, or its table belongs to a larger disk. Repair the table first, for example with sfdisk or gdisk.',
      detail: { device: disk.path, partition: number, sizeBytes: disk.sizeBytes },
    },
  );
}
