import type { UsbDevice } from '../../shared/model/host.ts';
import { listSystemFolder, readSystemFile, readSystemNumber } from './system-file.ts';

/** USB class 09: hubs, which are wiring and not something a machine could be given. */
const HUB_CLASS = '09';

/**
 * USB devices without hubs.
 * @param sysfs Root of sysfs, another one in tests.
 */
export async function readUsb(sysfs = '/sys'): Promise<UsbDevice[]> {
  const folder = `${sysfs}/bus/usb/devices`;
  const found = await Promise.all(
    (await listSystemFolder(folder)).map((name) => readDevice(`${folder}/${name}`)),
  );
  return found
    .filter((device) => device !== null)
    .sort((one, other) => one.bus - other.bus || one.device - other.device);
}

// Interfaces (`1-2:1.0`) live in the same folder; only devices have an idVendor.
async function readDevice(path: string): Promise<UsbDevice | null> {
  const vendorId = await readSystemFile(`${path}/idVendor`);
  const productId = await readSystemFile(`${path}/idProduct`);
  const bus = await readSystemNumber(`${path}/busnum`);
  const device = await readSystemNumber(`${path}/devnum`);
  if (vendorId === null || productId === null || bus === null || device === null) return null;
  if ((await readSystemFile(`${path}/bDeviceClass`)) === HUB_CLASS) return null;
  const maker = await readSystemFile(`${path}/manufacturer`);
  const product = await readSystemFile(`${path}/product`);
  const name = [maker, product].filter(Boolean).join(' ');
  return { bus, device, vendorId, productId, name: name || `${vendorId}:${productId}` };
}
