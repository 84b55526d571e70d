import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { listSystemFolder, readSystemFile, readSystemNumber } from '../system-file.ts';

const PCI_ADDRESS = /^([0-9a-f]{4,}):([0-9a-f]{2}):([0-9a-f]{2})\.([0-7])$/;

/** Address of the PCI device that a device sits on (`0000:00:03.0`), by its resolved sysfs path; null off PCI. */
export function pciAddressOf(devicePath: string): string | null {
  return devicePath.split('/').findLast((part) => PCI_ADDRESS.test(part)) ?? null;
}

/**
 * The names udev would give an interface by its place: onboard (`eno1`), slot (`ens3`), path (`enp0s3`), by the rules
 * of systemd.net-naming-scheme(7). Computed from sysfs, so that they are there without udev.
 * @param sysfs Root of sysfs.
 * @param name The kernel's name of the interface.
 * @param pciDevice Resolved sysfs path of the PCI device.
 * @param prefix `en`, `wl` or `ww`.
 */
export async function placeNames(
  sysfs: string,
  name: string,
  pciDevice: string,
  prefix: string,
): Promise<string[]> {
  const address = PCI_ADDRESS.exec(basename(pciDevice));
  if (!address) return [];
  const [, domain = '0', bus = '0', slot = '0', fn = '0'] = address;
  const multifunction = Number(fn) > 0 || (await isMultifunction(pciDevice));
  const port = await portSuffix(sysfs, name);
  const tail = `${multifunction ? `f${Number(fn)}` : ''}${port}`;
  const inDomain = `${prefix}${hex(domain) > 0 ? `P${hex(domain)}` : ''}`;
  const onboard =
    (await readSystemNumber(`${pciDevice}/acpi_index`)) ?? (await readSystemNumber(`${pciDevice}/index`));
  const hotplug = await slotName(sysfs, pciDevice, `${domain}:${bus}:${slot}`);
  return [
    ...(onboard ? [`${prefix}o${onboard}${port}`] : []),
    ...(hotplug === null ? [] : [`${inDomain}s${hotplug}${tail}`]),
    `${inDomain}p${hex(bus)}s${hex(slot)}${tail}`,
  ];
}

async function slotName(sysfs: string, pciDevice: string, place: string): Promise<string | null> {
  const sun = await readSystemNumber(`${pciDevice}/firmware_node/sun`);
  if (sun) return String(sun);
  for (const slot of await listSystemFolder(`${sysfs}/bus/pci/slots`)) {
    if ((await readSystemFile(`${sysfs}/bus/pci/slots/${slot}/address`)) === place) return slot;
  }
  return null;
}

async function portSuffix(sysfs: string, name: string): Promise<string> {
  const portName = await readSystemFile(`${sysfs}/class/net/${name}/phys_port_name`);
  if (portName) return `n${portName}`;
  const port = await readSystemNumber(`${sysfs}/class/net/${name}/dev_port`);
  return port ? `d${port}` : '';
}

// Header type, byte 14 of the configuration space: bit 7 is "multi-function" (PCI Local Bus Specification).
async function isMultifunction(pciDevice: string): Promise<boolean> {
  const config = await readFile(`${pciDevice}/config`).catch(() => null);
  return ((config?.[14] ?? 0) & 0x80) !== 0;
}

function hex(text: string): number {
  return Number.parseInt(text, 16);
}
