import type { DiskInfo } from '../../../shared/model/host.ts';
import type { SectionOptions } from '../section-options.ts';
import { describeDisk } from './describe-disk.ts';
import { readLsblk, type LsblkDevice } from './lsblk.ts';
import { readMounts } from './mounts.ts';

/** Devices that are no disks although lsblk says so: compressed memory, RAM disks, floppies, network block devices. */
const NOT_A_DISK = /^(zram|ram|fd|sr|nbd|drbd|mtdblock)\d/;

/**
 * Whole disks, and loop devices with a file behind them, with partitions, volumes and filesystems. Hidden: CDs,
 * floppies, RAM disks, empty drives, loop devices that are not attached.
 */
export async function readDisks(options: SectionOptions = {}): Promise<DiskInfo[]> {
  const [devices, mounts] = await Promise.all([readLsblk(options), readMounts()]);
  return Promise.all(devices.filter(isDisk).map((device) => describeDisk(device, mounts, options)));
}

/** True for what a capture can be made of. */
export function isDisk(device: Pick<LsblkDevice, 'type' | 'kname' | 'size'>): boolean {
  const wholeDisk = device.type === 'disk' || device.type === 'loop';
  return wholeDisk && (device.size ?? 0) > 0 && !NOT_A_DISK.test(device.kname);
}
