import type { PciDevice } from '../../shared/model/host.ts';
import { lookUpPciName } from './pci-names.ts';
import { listSystemFolder, readLinkName, readSystemFile } from './system-file.ts';

/** PCI base class 03: display controller (PCI Code and ID Assignment Specification). */
const DISPLAY_CLASS = /^0x03/;

/** @param sysfs Root of sysfs, another one in tests. */
export async function readGpus(sysfs = '/sys'): Promise<PciDevice[]> {
  const folder = `${sysfs}/bus/pci/devices`;
  const gpus: PciDevice[] = [];
  for (const address of await listSystemFolder(folder)) {
    const device = `${folder}/${address}`;
    if (!DISPLAY_CLASS.test((await readSystemFile(`${device}/class`)) ?? '')) continue;
    const vendorId = ((await readSystemFile(`${device}/vendor`)) ?? '').replace(/^0x/, '');
    const deviceId = ((await readSystemFile(`${device}/device`)) ?? '').replace(/^0x/, '');
    const name = await lookUpPciName(vendorId, deviceId);
    gpus.push({
      address,
      vendor: name.vendor ?? (vendorId || null),
      product: name.product ?? (deviceId || null),
      driver: await readLinkName(`${device}/driver`),
    });
  }
  return gpus;
}
