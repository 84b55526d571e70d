import { run } from '../../system/run.ts';
import type { OpenDisk } from '../disk/open-disk.ts';
import type { Slice } from '../disk/loop-slice.ts';

/** What blkid's low-level probe says of a part of a disk. */
export interface Probe {
  /** `ext4`, `swap`, `LVM2_member`, `crypto_LUKS`, …; null where nothing known is there, or several things at once. */
  readonly type: string | null;
  /** `filesystem`, `raid`, `crypto`, `other`. */
  readonly usage: string | null;
  readonly uuid: string | null;
  /** `gpt`, `dos`, … where it holds a partition table. */
  readonly tableType: string | null;
}

/** Probes a slice of a disk without any cache (blkid(8), -p): exit code 2 means that nothing was found, 8 that several things were. */
export async function probe(disk: OpenDisk, slice: Slice, signal?: AbortSignal): Promise<Probe> {
  const where = ['-O', String(slice.offset), '-S', String(slice.length)];
  const { stdout } = await run(['blkid', '--probe', '--output', 'export', ...where, disk.childPath], {
    okExitCodes: [0, 2, 8],
    signal,
  });
  const fields = new Map(
    stdout.split('\n').map((line): [string, string] => {
      const equals = line.indexOf('=');
      return [line.slice(0, equals), line.slice(equals + 1)];
    }),
  );
  const field = (name: string): string | null => fields.get(name) ?? null;
  return { type: field('TYPE'), usage: field('USAGE'), uuid: field('UUID'), tableType: field('PTTYPE') };
}
