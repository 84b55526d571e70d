import { readSystemFile } from './system-file.ts';

const DATABASES = ['/usr/share/hwdata/pci.ids', '/usr/share/misc/pci.ids'];

/** Names of a PCI vendor and device, from the distribution's copy of pci.ids; null where it does not know. */
export interface PciName {
  readonly vendor: string | null;
  readonly product: string | null;
}

/** @param vendorId,deviceId Four hexadecimal digits, lower case. */
export async function lookUpPciName(vendorId: string, deviceId: string): Promise<PciName> {
  for (const path of DATABASES) {
    const table = await readSystemFile(path);
    if (table !== null) return findPciName(table, vendorId, deviceId);
  }
  return { vendor: null, product: null };
}

/** Format of pci.ids: a vendor at the line's start, its devices below it behind one tab. */
export function findPciName(table: string, vendorId: string, deviceId: string): PciName {
  const lines = table.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`${vendorId}  `));
  if (start < 0) return { vendor: null, product: null };
  const vendor = lines[start]?.slice(6).trim() ?? null;
  for (const line of lines.slice(start + 1)) {
    if (!line.startsWith('\t') && !line.startsWith('#')) break;
    if (line.startsWith(`\t${deviceId}  `)) return { vendor, product: line.slice(7).trim() };
  }
  return { vendor, product: null };
}
