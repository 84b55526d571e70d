import type { FileHandle } from 'node:fs/promises';
import { VmkitError } from '../../../shared/errors.ts';
import type { RangeSet } from '../range-set.ts';
import { decodeTables, type Qcow2Tables } from './qcow2-header.ts';

const OFFSET_BITS = 0x00fffffffffffe00n;

/**
 * Forgets every cluster of an image of ours that touches these ranges: its table entries become zero, so the clusters
 * read as zeros and can be written again. The space they took stays counted until `qemu-img check -r leaks`.
 * Compressed clusters cannot be overwritten in place, which is why they have to go first.
 * @throws VmkitError `capture.damaged` where the file is not an image of ours.
 */
export async function clearClusters(file: FileHandle, ranges: RangeSet): Promise<void> {
  const header = Buffer.alloc(112);
  await file.read(header, 0, header.length, 0);
  const tables = decodeTables(header);
  if (!tables) throw new VmkitError('capture.damaged', 'The partial image has no readable header.');
  const entries = tables.clusterBytes / 8;
  const clusters = ranges.alignOut(
    tables.clusterBytes,
    Math.ceil(tables.virtualBytes / tables.clusterBytes) * tables.clusterBytes,
  );
  for (const { offset, length } of clusters) {
    const last = (offset + length) / tables.clusterBytes;
    for (let cluster = offset / tables.clusterBytes; cluster < last;) {
      const until = Math.min(last, (Math.floor(cluster / entries) + 1) * entries);
      await clearEntries(file, tables, cluster, until);
      cluster = until;
    }
  }
  await file.sync();
}

/** Clears entries of one L2 table, `from` up to, not including, `until`. */
async function clearEntries(
  file: FileHandle,
  tables: Qcow2Tables,
  from: number,
  until: number,
): Promise<void> {
  const entries = tables.clusterBytes / 8;
  const l1Entry = Buffer.alloc(8);
  await file.read(l1Entry, 0, 8, tables.l1Offset + Math.floor(from / entries) * 8);
  const table = Number(l1Entry.readBigUInt64BE(0) & OFFSET_BITS);
  if (table === 0) return;
  const zeros = Buffer.alloc((until - from) * 8);
  await file.write(zeros, 0, zeros.length, table + (from % entries) * 8);
}
