import { readFile } from 'node:fs/promises';
import type { FirmwareInfo } from '../../shared/model/host.ts';
import { errnoOf, isForbidden, listSystemFolder, readSystemFile } from './system-file.ts';

/** UEFI specification 2.10, section 3.3: the variable below the global vendor GUID. */
const SECURE_BOOT = 'efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c';
/** What makers leave in DMI when they had nothing to say. */
const PLACEHOLDER =
  /^(to be filled by o\.?e\.?m\.?|default string|system (product name|manufacturer|serial number)|not (specified|applicable)|none|0+|n\/a)?$/i;

/**
 * Firmware, Secure Boot, TPM and maker.
 * @param sysfs Root of sysfs, another one in tests.
 */
export async function readFirmware(sysfs = '/sys'): Promise<FirmwareInfo> {
  const uefi = (await listSystemFolder(`${sysfs}/firmware/efi`)).length > 0;
  const needsRoot: string[] = [];
  const guarded = async <T>(field: string, read: () => Promise<T | null>): Promise<T | null> => {
    try {
      return await read();
    } catch (error) {
      if (!isForbidden(error)) throw error;
      needsRoot.push(field);
      return null;
    }
  };
  const dmi = (field: string, file: string): Promise<string | null> =>
    guarded(field, async () => meaningful(await readSystemFile(`${sysfs}/class/dmi/id/${file}`)));
  return {
    type: uefi ? 'uefi' : 'bios',
    secureBoot: uefi ? await guarded('secureBoot', () => readSecureBoot(sysfs)) : null,
    tpm: await readTpm(sysfs),
    vendor: await dmi('vendor', 'bios_vendor'),
    version: await dmi('version', 'bios_version'),
    systemVendor: await dmi('systemVendor', 'sys_vendor'),
    systemProduct: await dmi('systemProduct', 'product_name'),
    systemSerial: await dmi('systemSerial', 'product_serial'),
    needsRoot,
  };
}

// efivarfs puts 4 bytes of attributes before the value (kernel documentation, filesystems/efivarfs).
async function readSecureBoot(sysfs: string): Promise<boolean | null> {
  try {
    const bytes = await readFile(`${sysfs}/firmware/${SECURE_BOOT}`);
    return bytes.length >= 5 ? bytes[4] === 1 : null;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function readTpm(sysfs: string): Promise<string | null> {
  const [first] = await listSystemFolder(`${sysfs}/class/tpm`);
  if (first === undefined) return null;
  const major = await readSystemFile(`${sysfs}/class/tpm/${first}/tpm_version_major`);
  // Kernels before 5.6 do not say; only 1.2 devices have `caps`.
  if (major === '2') return '2.0';
  if (major === '1') return '1.2';
  return (await readSystemFile(`${sysfs}/class/tpm/${first}/device/caps`)) === null ? '2.0' : '1.2';
}

function meaningful(text: string | null): string | null {
  return text === null || PLACEHOLDER.test(text) ? null : text;
}
