/**
 * The qcow2 header, version 3 (source of the layout: qemu, docs/interop/qcow2.txt). All numbers are big-endian.
 */

export const INCOMPATIBLE = {
  externalData: 1n << 2n,
  compressionType: 1n << 3n,
  extendedL2: 1n << 4n,
} as const;
const MAGIC = 0x514649fb;
const HEADER_BYTES = 112;
const DATA_FILE_EXTENSION = 0x44415441;

export interface Qcow2Layout {
  readonly clusterBytes: number;
  readonly virtualBytes: number;
  readonly incompatible: bigint;
  readonly zstd: boolean;
  /** Entries of the L1 table. */
  readonly l1Size: number;
  readonly l1Offset: number;
  readonly refcountTableOffset: number;
  /** Written into the data-file header extension; null where the data is in the image itself. */
  readonly dataFile: string | null;
}

/** The bytes of a header with its extensions; at most one cluster. */
export function encodeHeader(layout: Qcow2Layout): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(MAGIC, 0);
  header.writeUInt32BE(3, 4);
  header.writeUInt32BE(Math.log2(layout.clusterBytes), 20);
  header.writeBigUInt64BE(BigInt(layout.virtualBytes), 24);
  header.writeUInt32BE(layout.l1Size, 36);
  header.writeBigUInt64BE(BigInt(layout.l1Offset), 40);
  header.writeBigUInt64BE(BigInt(layout.refcountTableOffset), 48);
  header.writeUInt32BE(1, 56);
  header.writeBigUInt64BE(layout.incompatible, 72);
  header.writeUInt32BE(4, 96); // refcounts of 2^4 bits
  header.writeUInt32BE(HEADER_BYTES, 100);
  header.writeUInt8(layout.zstd ? 1 : 0, 104);
  return Buffer.concat([header, dataFileExtension(layout.dataFile), Buffer.alloc(8)]);
}

function dataFileExtension(name: string | null): Buffer {
  if (name === null) return Buffer.alloc(0);
  const text = Buffer.from(name);
  const extension = Buffer.alloc(8 + Math.ceil(text.length / 8) * 8);
  extension.writeUInt32BE(DATA_FILE_EXTENSION, 0);
  extension.writeUInt32BE(text.length, 4);
  text.copy(extension, 8);
  return extension;
}

export interface Qcow2Tables {
  readonly clusterBytes: number;
  readonly virtualBytes: number;
  readonly l1Size: number;
  readonly l1Offset: number;
}

/** Where the tables of an image of ours are; undefined where it is not one (wrong magic, version, extended L2). */
export function decodeTables(header: Buffer): Qcow2Tables | undefined {
  if (header.length < HEADER_BYTES || header.readUInt32BE(0) !== MAGIC || header.readUInt32BE(4) !== 3)
    return;
  if ((header.readBigUInt64BE(72) & INCOMPATIBLE.extendedL2) !== 0n) return;
  const clusterBits = header.readUInt32BE(20);
  if (clusterBits < 9 || clusterBits > 21) return;
  return {
    clusterBytes: 2 ** clusterBits,
    virtualBytes: Number(header.readBigUInt64BE(24)),
    l1Size: header.readUInt32BE(36),
    l1Offset: Number(header.readBigUInt64BE(40)),
  };
}
