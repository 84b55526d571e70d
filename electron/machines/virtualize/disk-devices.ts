import { VmkitError } from '../../../shared/errors.ts';
import type { MachinePlan } from '../../../shared/model/machine.ts';
import { element, type Built } from '../../xml/index.ts';

export interface MachineDisk {
  readonly path: string;
  readonly format: string;
  /** Serial number of the captured disk, which the guest sees as far as the bus can carry it. */
  readonly serial: string | null;
}

/** The q35 chipset has six SATA ports. */
const SATA_PORTS = 6;
/** virtio-blk carries 20 characters (virtio specification, 5.2.6.3). */
const SERIAL_MAX = 20;

/**
 * The disks in order; the firmware tries them in that order. The page cache stays on (no `cache` attribute): it holds
 * the packed clusters of the capture below, and O_DIRECT does not work on every filesystem; the guest's flushes are
 * honoured all the same.
 * @throws VmkitError `not-supported` for more disks than the bus has room for.
 */
export function diskDevices(disks: readonly MachineDisk[], bus: MachinePlan['diskBus']): readonly Built[] {
  if (bus === 'sata' && disks.length > SATA_PORTS) {
    throw new VmkitError('not-supported', `A machine with SATA disks can have ${SATA_PORTS} of them.`, {
      hint: 'Give the captured system virtio drivers in its initramfs, then capture it again.',
      detail: { disks: disks.length },
    });
  }
  return disks.map((disk, index) => diskDevice(disk, index, bus));
}

function diskDevice(
  { path, format, serial }: MachineDisk,
  index: number,
  bus: MachinePlan['diskBus'],
): Built {
  const iothread = bus === 'virtio' && 1;
  const clean = serial?.replace(/[^A-Za-z0-9 _.+-]/g, '').slice(0, SERIAL_MAX);
  return element(
    'disk',
    { type: 'file', device: 'disk' },
    element('driver', { name: 'qemu', type: format, discard: 'unmap', iothread }),
    element('source', { file: path }),
    element('target', { dev: `${bus === 'virtio' ? 'vd' : 'sd'}${letters(index)}`, bus }),
    element('boot', { order: index + 1 }),
    clean && element('serial', {}, clean),
  );
}

/** 0 is `a`, 25 `z`, 26 `aa`, as the kernel counts disks. */
export function letters(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
