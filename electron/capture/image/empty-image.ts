import type { FileHandle } from 'node:fs/promises';
import { encodeHeader, INCOMPATIBLE } from './qcow2-header.ts';

/**
 * Writes an empty qcow2 image of `virtualBytes` into an empty file that we created ourselves, so that its mode and
 * place are ours from the first byte; `qemu-img create` would follow a symlink and make it readable for everyone.
 */
export async function writeEmptyImage(
  file: FileHandle,
  { virtualBytes, clusterBytes, zstd }: { virtualBytes: number; clusterBytes: number; zstd: boolean },
): Promise<void> {
  const l1Size = Math.ceil(virtualBytes / ((clusterBytes / 8) * clusterBytes));
  const l1Clusters = Math.max(1, Math.ceil((l1Size * 8) / clusterBytes));
  const header = encodeHeader({
    clusterBytes,
    virtualBytes,
    incompatible: zstd ? INCOMPATIBLE.compressionType : 0n,
    zstd,
    l1Size,
    l1Offset: 3 * clusterBytes,
    refcountTableOffset: clusterBytes,
    dataFile: null,
  });
  const front = Buffer.alloc((3 + l1Clusters) * clusterBytes);
  header.copy(front);
  front.writeBigUInt64BE(BigInt(2 * clusterBytes), clusterBytes);
  for (let cluster = 0; cluster < 3 + l1Clusters; cluster += 1) {
    front.writeUInt16BE(1, 2 * clusterBytes + cluster * 2);
  }
  await file.write(front, 0, front.length, 0);
}
