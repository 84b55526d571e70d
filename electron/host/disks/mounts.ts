import { stat } from 'node:fs/promises';
import { readSystemFile } from '../system-file.ts';

/** A mounted filesystem. */
export interface Mount {
  /** `major:minor` of the block device, as /sys/class/block/NAME/dev writes it. */
  readonly device: string;
  readonly source: string;
  readonly mountPoint: string;
  readonly type: string;
}

/** Mounts of this process' namespace that have a block device. */
export async function readMounts(): Promise<Mount[]> {
  const all = parseMountinfo((await readSystemFile('/proc/self/mountinfo')) ?? '');
  const resolved = await Promise.all(all.map(resolveDevice));
  return resolved.filter((mount) => !mount.device.startsWith('0:'));
}

// btrfs shows an anonymous number (0:42): the real one is that of its source.
async function resolveDevice(mount: Mount): Promise<Mount> {
  if (!mount.device.startsWith('0:') || !mount.source.startsWith('/dev/')) return mount;
  const device = await deviceNumber(mount.source);
  return device === null ? mount : { ...mount, device };
}

/** Lines of /proc/PID/mountinfo (proc(5)); spaces and tabs in paths are written in octal. */
export function parseMountinfo(table: string): Mount[] {
  return table.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ');
    const [, , device, , mountPoint] = (before ?? '').split(' ');
    const [type, source] = (after ?? '').split(' ');
    if (device === undefined || mountPoint === undefined || !type || source === undefined) return [];
    return [{ device, type, source: unescapeOctal(source), mountPoint: unescapeOctal(mountPoint) }];
  });
}

/** `\040` is a space: how the kernel writes paths in its tables. */
export function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

/** `major:minor` of a block device's node; null where there is none at this path. */
export async function deviceNumber(path: string): Promise<string | null> {
  try {
    const node = await stat(path);
    return node.isBlockDevice() ? formatDevice(node.rdev) : null;
  } catch {
    return null;
  }
}

/** Linux' dev_t as `major:minor` (makedev(3)); both halves stay within 32 bits for every real driver. */
export function formatDevice(rdev: number): string {
  const big = BigInt(rdev);
  const major = ((big >> 8n) & 0xfffn) | ((big >> 32n) & 0xfffff000n);
  const minor = (big & 0xffn) | ((big >> 12n) & 0xffffff00n);
  return `${major}:${minor}`;
}
