import { realpath } from 'node:fs/promises';
import { VmkitError } from '../../shared/errors.ts';

/**
 * Sorts `--exclude` values to their disks: `DISK:NUMBER`, or a partition's path such as `/dev/sda2`.
 * @returns partition numbers by disk, in the order of `disks`.
 * @throws VmkitError `input.invalid` for one that belongs to none of the disks.
 */
export async function sortExclusions(
  exclude: readonly string[],
  disks: readonly string[],
): Promise<readonly ReadonlySet<number>[]> {
  const numbers = disks.map(() => new Set<number>());
  for (const text of exclude) {
    const real = await realpath(text).catch(() => text);
    const place = disks.findIndex((disk) => numberOn(disk, text) ?? numberOn(disk, real));
    const number = numberOn(disks[place] ?? '', text) ?? numberOn(disks[place] ?? '', real);
    if (number === undefined) throw unknown(text);
    numbers[place]?.add(number);
  }
  return numbers;
}

function numberOn(disk: string, text: string): number | undefined {
  if (disk === '' || !text.startsWith(disk)) return undefined;
  const match = /^(?::|p)?([1-9]\d{0,3})$/.exec(text.slice(disk.length));
  return match ? Number(match[1]) : undefined;
}

function unknown(text: string): VmkitError {
  return new VmkitError('input.invalid', `${text} is not a partition of the chosen disks.`, {
    hint: 'Name partitions to leave out as /dev/sda2 or /dev/sda:2.',
    detail: { exclude: text },
  });
}
