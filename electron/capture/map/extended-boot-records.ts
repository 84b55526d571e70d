import type { ByteRange } from '../../../shared/model/capture.ts';
import type { OpenDisk } from '../disk/open-disk.ts';

const MAX_LOGICAL = 256;

/**
 * Places of the extended boot records of an MBR disk: the chain that holds its logical partitions. Each record is one
 * sector; its second entry points to the next, counted from the start of the extended partition.
 */
export async function extendedBootRecords(
  disk: OpenDisk,
  extended: ByteRange,
  sectorBytes: number,
): Promise<readonly ByteRange[]> {
  const records: ByteRange[] = [];
  const sector = Buffer.alloc(512);
  for (let at = extended.offset; records.length < MAX_LOGICAL;) {
    if (at + sectorBytes > disk.sizeBytes) break;
    await disk.handle.read(sector, 0, 512, at);
    records.push({ offset: at, length: sectorBytes });
    const next = sector.readUInt32LE(446 + 16 + 8) * sectorBytes;
    const seen = records.some(({ offset }) => offset === extended.offset + next);
    if (sector.readUInt16LE(510) !== 0xaa55 || next === 0 || seen) break;
    at = extended.offset + next;
  }
  return records;
}
