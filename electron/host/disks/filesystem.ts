import { run } from '../../system/run.ts';
import type { SectionOptions } from '../section-options.ts';

/** A part of a device: all of it where both are left out. */
export interface Extent {
  readonly offsetBytes: number;
  readonly sizeBytes: number;
}
/** What the first blocks say is there. */
export interface ProbedFilesystem {
  readonly type: string;
  readonly label: string | null;
  readonly uuid: string | null;
}

/**
 * Looks for a filesystem (or swap, LUKS, LVM, RAID member) on a device or a part of it, without the kernel's help.
 * Null where there is none, or where the device may not be read. Exit code 2 of blkid(8) is both; 8: more than one.
 */
export async function probeFilesystem(
  path: string,
  extent: Extent | null,
  { signal }: SectionOptions = {},
): Promise<ProbedFilesystem | null> {
  const place = extent ? ['-O', `${extent.offsetBytes}`, '-S', `${extent.sizeBytes}`] : [];
  const { stdout } = await run(['blkid', '-p', '-o', 'export', ...place, path], {
    signal,
    okExitCodes: [0, 2, 8],
  });
  return parseBlkid(stdout);
}

/** @param table What `blkid -p -o export` prints. */
export function parseBlkid(table: string): ProbedFilesystem | null {
  const fields = new Map<string, string>();
  for (const line of table.split('\n')) {
    const at = line.indexOf('=');
    if (at > 0) fields.set(line.slice(0, at), line.slice(at + 1).replace(/\\(.)/g, '$1'));
  }
  const type = fields.get('TYPE');
  if (type === undefined) return null;
  return { type, label: fields.get('LABEL') ?? null, uuid: fields.get('UUID') ?? null };
}

/** Bytes of an ext2, ext3 or ext4 filesystem that is not mounted, by its own superblock; null where it has none. */
export async function extBytes(
  path: string,
  extent: Extent | null,
  { signal }: SectionOptions = {},
): Promise<{ usedBytes: number; sizeBytes: number } | null> {
  // "?offset=" is how e2fsprogs names a filesystem inside a device (mke2fs(8), ext2fs_open).
  const place = extent ? `${path}?offset=${extent.offsetBytes}` : path;
  const { stdout } = await run(['dumpe2fs', '-h', place], { signal, okExitCodes: [0, 1] });
  return parseDumpe2fs(stdout);
}

/** @param table What `dumpe2fs -h` prints. */
export function parseDumpe2fs(table: string): { usedBytes: number; sizeBytes: number } | null {
  const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)$`, 'm').exec(table)?.[1]);
  const block = field('Block size');
  const sizeBytes = field('Block count') * block;
  const usedBytes = sizeBytes - field('Free blocks') * block;
  return Number.isFinite(usedBytes) && usedBytes >= 0 ? { usedBytes, sizeBytes } : null;
}
