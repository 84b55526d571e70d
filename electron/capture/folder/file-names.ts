export const MANIFEST_FILE = 'manifest.json';
export const INVENTORY_FILE = 'inventory.json';
/** What the captured system can boot from, read from its disks while they were held. */
export const BOOT_FILE = 'boot.json';

export const imageFile = (index: number): string => `disk${index}.qcow2`;
export const partialFile = (image: string): string => `${image}.partial`;
export const maskFile = (image: string): string => `${image}.mask`;

const KNOWN =
  /^(?:(?:manifest|inventory|boot|journal)\.json(?:\.new)?|disk\d+\.qcow2(?:\.partial|\.mask|(?:\.pass\d+|\.merged|\.verify)(?:\.mask)?)?)$/;

/** Whether a file in a capture's folder was made by us; others are never removed. */
export function isCaptureFile(name: string): boolean {
  return KNOWN.test(name);
}

/** Files of the later passes of a live capture, which mean nothing without the process that made them. */
export function isPassFile(name: string): boolean {
  return isCaptureFile(name) && /\.(?:pass\d+|merged|verify)/.test(name);
}
