import type { MachinePlan } from '../../../shared/model/machine.ts';
import { element, type Built } from '../../xml/index.ts';
import { placeNics } from './place-nics.ts';

/** USB, serial channel, balloon and random numbers take a port each. */
const OTHER_DEVICES = 4;
/** Ports left free, since PCI Express devices can only be added to an empty port. */
const SPARE_PORTS = 4;
const FIRST_SLOT = 2;
const FUNCTIONS = 8;

/**
 * One root port for each device, for each bus that a NIC's name asks for, and some to spare. They stand in slot order,
 * so that the firmware numbers their buses 1, 2, 3, …: port N is bus N in the guest.
 */
export function pciControllers(nics: MachinePlan['nics'], disks: number): readonly Built[] {
  const buses = placeNics(nics.map(({ hostName }) => hostName)).map(({ bus }) => bus ?? 0);
  const ports = Math.max(OTHER_DEVICES + disks + nics.length + SPARE_PORTS, ...buses);
  return [
    element('controller', { type: 'pci', index: 0, model: 'pcie-root' }),
    ...Array.from({ length: ports }, (_, index) => rootPort(index + 1)),
    element('controller', { type: 'usb', index: 0, model: 'qemu-xhci', ports: 15 }),
    element('controller', { type: 'virtio-serial', index: 0 }),
  ];
}

function rootPort(index: number): Built {
  const slot = FIRST_SLOT + Math.floor((index - 1) / FUNCTIONS);
  const place = (index - 1) % FUNCTIONS;
  return element(
    'controller',
    { type: 'pci', index, model: 'pcie-root-port' },
    element('address', {
      type: 'pci',
      domain: '0x0000',
      bus: '0x00',
      slot: hex(slot),
      function: `0x${place}`,
      multifunction: place === 0 && 'on',
    }),
  );
}

/** Two hexadecimal digits, as libvirt writes PCI addresses. */
export function hex(number: number): string {
  return `0x${number.toString(16).padStart(2, '0')}`;
}
