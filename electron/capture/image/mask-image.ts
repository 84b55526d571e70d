import type { FileHandle } from 'node:fs/promises';
import { VmkitError } from '../../../shared/errors.ts';
import type { RangeSet } from '../range-set.ts';
import { encodeHeader, INCOMPATIBLE } from './qcow2-header.ts';

/**
 * A mask image: a qcow2 without data whose external data file is the disk itself, with just the used parts allocated.
 * qemu then reads only those. Extended L2 entries (32 subclusters a cluster) make the mask exact to 4 KiB while its
 * tables stay at 128 MiB for a TiB, so that neither swapped-out memory nor deleted files beside used blocks get copied.
 */
export const MASK_CLUSTER_BYTES = 128 * 1024;
export const MASK_GRAIN_BYTES = MASK_CLUSTER_BYTES / 32;
const L2_ENTRIES = MASK_CLUSTER_BYTES / 16;
const L2_SPAN_BYTES = L2_ENTRIES * MASK_CLUSTER_BYTES;
const REFCOUNT_ENTRIES = MASK_CLUSTER_BYTES / 2;
const COPIED = 1n << 63n;
/** One refcount block covers 8 GiB of mask: a disk of 64 PiB. */
const MAX_CLUSTERS = REFCOUNT_ENTRIES;

/** Size of a disk or file as qemu sees it: whole sectors of 512 bytes. */
export function virtualSize(sizeBytes: number): number {
  return Math.ceil(sizeBytes / 512) * 512;
}

/**
 * Writes a mask image into an empty file. `used` is grown to whole grains of 4 KiB.
 * @param dataFile absolute path put into the header; readers should give the data file explicitly all the same.
 * @throws VmkitError `capture.map-invalid` where the map reaches beyond the disk.
 */
export async function writeMaskImage(
  file: FileHandle,
  { used, sizeBytes, dataFile }: { used: RangeSet; sizeBytes: number; dataFile: string },
): Promise<void> {
  const virtualBytes = virtualSize(sizeBytes);
  if (used.end > virtualBytes) {
    throw new VmkitError(
      'capture.map-invalid',
      'The map of used blocks reaches beyond the end of the disk.',
      {
        detail: { mapEnd: used.end, sizeBytes },
      },
    );
  }
  const l1Size = Math.ceil(virtualBytes / L2_SPAN_BYTES);
  const l1Clusters = Math.max(1, Math.ceil((l1Size * 8) / MASK_CLUSTER_BYTES));
  const l1 = Buffer.alloc(l1Clusters * MASK_CLUSTER_BYTES);
  let next = 3 + l1Clusters;
  for (const [index, table] of l2Tables(used)) {
    l1.writeBigUInt64BE(BigInt(next * MASK_CLUSTER_BYTES) | COPIED, index * 8);
    await file.write(table, 0, table.length, next * MASK_CLUSTER_BYTES);
    next += 1;
  }
  await writeFront(file, { virtualBytes, l1Size, l1, clusters: next, dataFile });
}

interface Front {
  readonly virtualBytes: number;
  readonly l1Size: number;
  readonly l1: Buffer;
  readonly clusters: number;
  readonly dataFile: string;
}

/** Header, refcount table, refcount block and L1, in that order, one cluster each but the last. */
async function writeFront(file: FileHandle, front: Front): Promise<void> {
  if (front.clusters > MAX_CLUSTERS) throw new VmkitError('not-supported', 'The disk is larger than 64 PiB.');
  const header = encodeHeader({
    clusterBytes: MASK_CLUSTER_BYTES,
    virtualBytes: front.virtualBytes,
    incompatible: INCOMPATIBLE.externalData | INCOMPATIBLE.extendedL2,
    zstd: false,
    l1Size: front.l1Size,
    l1Offset: 3 * MASK_CLUSTER_BYTES,
    refcountTableOffset: MASK_CLUSTER_BYTES,
    dataFile: front.dataFile,
  });
  const bytes = Buffer.alloc(3 * MASK_CLUSTER_BYTES);
  header.copy(bytes);
  bytes.writeBigUInt64BE(BigInt(2 * MASK_CLUSTER_BYTES), MASK_CLUSTER_BYTES);
  for (let cluster = 0; cluster < front.clusters; cluster += 1) {
    bytes.writeUInt16BE(1, 2 * MASK_CLUSTER_BYTES + cluster * 2);
  }
  await file.write(bytes, 0, bytes.length, 0);
  await file.write(front.l1, 0, front.l1.length, 3 * MASK_CLUSTER_BYTES);
}

/** The L2 tables that hold anything, in order, each with its index in the L1 table. */
function* l2Tables(used: RangeSet): Generator<[number, Buffer]> {
  let index = -1;
  let table: Buffer | undefined;
  for (const { offset, length } of used) {
    const lastGrain = Math.ceil((offset + length) / MASK_GRAIN_BYTES);
    for (let grain = Math.floor(offset / MASK_GRAIN_BYTES); grain < lastGrain;) {
      const cluster = Math.floor(grain / 32);
      const until = Math.min(lastGrain, (cluster + 1) * 32);
      const wanted = Math.floor(cluster / L2_ENTRIES);
      if (wanted !== index) {
        if (table) yield [index, table];
        index = wanted;
        table = Buffer.alloc(MASK_CLUSTER_BYTES);
      }
      if (table) allocate(table, cluster, grain % 32, until - cluster * 32);
      grain = until;
    }
  }
  if (table) yield [index, table];
}

/** Marks subclusters `from` up to, not including, `until` of a cluster as present at the same offset of the disk. */
function allocate(table: Buffer, cluster: number, from: number, until: number): void {
  const at = (cluster % L2_ENTRIES) * 16;
  table.writeBigUInt64BE(BigInt(cluster * MASK_CLUSTER_BYTES) | COPIED, at);
  const bits = 2 ** until - 2 ** from;
  table.writeUInt32BE((table.readUInt32BE(at + 12) | bits) >>> 0, at + 12);
}
