import { readdir, readFile } from 'node:fs/promises';
import { deviceNumber, unescapeOctal } from '../../host/disks/mounts.ts';
import type { LiveFilesystem } from './live-filesystem.ts';

const SECTOR_BYTES = 512;

/** A disk or one of its partitions, as the kernel shows it. */
export interface DiskPart {
  /** `8:1`. */
  readonly device: string;
  /** `/dev/sda1`. */
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

/** The disk itself and its partitions (sysfs counts in sectors of 512 bytes). */
export async function diskParts(number: string, path: string): Promise<readonly DiskPart[]> {
  const folder = `/sys/dev/block/${number}`;
  const whole = { device: number, path, offset: 0, length: await sectors(`${folder}/size`) };
  const parts = [whole];
  for (const name of await readdir(folder)) {
    const device = await readFile(`${folder}/${name}/dev`, 'utf8').catch(() => undefined);
    const partition = await readFile(`${folder}/${name}/partition`, 'utf8').catch(() => undefined);
    if (device === undefined || partition === undefined) continue;
    const [offset, length] = [
      await sectors(`${folder}/${name}/start`),
      await sectors(`${folder}/${name}/size`),
    ];
    parts.push({ device: device.trim(), path: `/dev/${name}`, offset, length });
  }
  return parts;
}

async function sectors(path: string): Promise<number> {
  return Number(await readFile(path, 'utf8')) * SECTOR_BYTES;
}

/** Filesystems mounted now from these parts, each once, at the mount that covers all of it if there is one. */
export async function mountedFilesystems(parts: readonly DiskPart[]): Promise<readonly LiveFilesystem[]> {
  const found = new Map<string, LiveFilesystem>();
  for (const mount of readTable(await readFile('/proc/self/mountinfo', 'utf8'))) {
    // btrfs shows a number of its own; the real one is that of its source
    const device = mount.shownDevice.startsWith('0:') ? await deviceNumber(mount.source) : mount.shownDevice;
    const part = parts.find((one) => one.device === device);
    if (!part) continue;
    const { offset, length } = part;
    const { type, mountPoint, mountId, shownDevice } = mount;
    const filesystem = { device: part.device, type, mountPoint, offset, length, mountId, shownDevice };
    const before = found.get(part.device);
    if (!before || mountPoint.length < before.mountPoint.length) found.set(part.device, filesystem);
  }
  return [...found.values()];
}

interface MountLine {
  readonly mountId: number;
  readonly shownDevice: string;
  readonly mountPoint: string;
  readonly type: string;
  readonly source: string;
}

/** Lines of /proc/PID/mountinfo (proc(5)). */
function readTable(table: string): readonly MountLine[] {
  return table.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const [id, , shownDevice, , mountPoint] = before.split(' ');
    const [type, source] = after.split(' ');
    if (!shownDevice || mountPoint === undefined || !type || source === undefined) return [];
    const paths = { mountPoint: unescapeOctal(mountPoint), source: unescapeOctal(source) };
    return [{ mountId: Number(id), shownDevice, type, ...paths }];
  });
}
