import { z } from 'zod';
import { run } from '../../system/run.ts';
import type { SectionOptions } from '../section-options.ts';
import { partitionTypeName } from './partition-types.ts';

const output = z.object({
  partitiontable: z.object({
    label: z.string(),
    id: z.string().optional(),
    sectorsize: z.number().default(512),
    partitions: z
      .array(
        z.object({
          node: z.string(),
          start: z.number(),
          size: z.number(),
          type: z.string(),
          uuid: z.string().optional(),
          name: z.string().optional(),
        }),
      )
      .default([]),
  }),
});

/** A partition as the table on the disk has it, whether or not the kernel shows it. */
export interface TablePartition {
  readonly path: string;
  readonly number: number;
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  readonly type: string;
  readonly typeName: string | null;
  readonly label: string | null;
  readonly uuid: string | null;
}
export interface PartitionTable {
  readonly type: 'gpt' | 'dos';
  readonly uuid: string | null;
  readonly partitions: readonly TablePartition[];
}

/**
 * Reads the partition table from the disk itself. Null where there is none, or where the disk may not be read.
 * @param path A block device or an image file.
 */
export async function readPartitionTable(
  path: string,
  { signal }: SectionOptions = {},
): Promise<PartitionTable | null> {
  const { stdout, exitCode } = await run(['sfdisk', '--json', path], { signal, okExitCodes: [0, 1] });
  return exitCode === 0 && stdout.trim() !== '' ? parseSfdisk(stdout, path) : null;
}

/** @param json What `sfdisk --json PATH` prints. */
export function parseSfdisk(json: string, path: string): PartitionTable | null {
  const { label, id, sectorsize, partitions } = output.parse(JSON.parse(json)).partitiontable;
  if (label !== 'gpt' && label !== 'dos') return null;
  return {
    type: label,
    uuid: id === undefined ? null : id.toLowerCase().replace(/^0x/, ''),
    partitions: partitions.map((partition) => ({
      path: partition.node,
      number: Number(/\d+$/.exec(partition.node.slice(path.length))?.[0] ?? 0),
      offsetBytes: partition.start * sectorsize,
      sizeBytes: partition.size * sectorsize,
      type: partition.type.toLowerCase(),
      typeName: partitionTypeName(partition.type),
      label: partition.name ?? null,
      uuid: partition.uuid?.toLowerCase() ?? null,
    })),
  };
}
