import { existsSync } from 'node:fs';
import { isVmkitError } from '../../../shared/errors.ts';
import { run } from '../../system/run.ts';
import type { OpenDisk } from '../disk/open-disk.ts';
import { BIOS_GRUB_TYPE, ESP_TYPE, type Partition, type PartitionTable } from '../map/partition-table.ts';

export interface BootLoader {
  readonly firmware: 'bios' | 'uefi';
  /** `grub-pc`, `grub-efi`, `systemd-boot`, …, or null where none was found. */
  readonly bootLoader: string | null;
}

/** What starts a disk, and by which firmware. Where a disk can start both ways, this host's own firmware decides. */
export async function findBootLoader(disk: OpenDisk, table: PartitionTable | null): Promise<BootLoader> {
  const esp = table?.partitions.find(isEsp);
  const bios = await biosLoader(disk);
  const efi = esp === undefined ? null : await efiLoader(disk, esp);
  const biosGrub = table?.partitions.some(({ type }) => type.toUpperCase() === BIOS_GRUB_TYPE) ?? false;
  const both = efi !== null && bios !== null;
  const uefi = both
    ? existsSync('/sys/firmware/efi')
    : efi !== null || (esp !== undefined && bios === null && !biosGrub);
  return uefi ? { firmware: 'uefi', bootLoader: efi } : { firmware: 'bios', bootLoader: bios };
}

function isEsp({ type }: Partition): boolean {
  return type.toUpperCase() === ESP_TYPE || type.toLowerCase() === 'ef';
}

const MBR_LOADERS: readonly (readonly [string, string])[] = [
  ['GRUB', 'grub-pc'],
  ['LILO', 'lilo'],
  ['SYSLINUX', 'syslinux'],
  ['EXTLINUX', 'syslinux'],
  ['Missing operating system', 'mbr'],
];

async function biosLoader(disk: OpenDisk): Promise<string | null> {
  const sector = Buffer.alloc(512);
  await disk.handle.read(sector, 0, 512, 0);
  const code = sector.toString('latin1', 0, 440);
  if (sector.readUInt16LE(510) !== 0xaa55) return null;
  return MBR_LOADERS.find(([text]) => code.includes(text))?.[1] ?? null;
}

/** Lists the EFI system partition with mtools, which needs no mount; without mtools it counts as bootable. */
async function efiLoader(disk: OpenDisk, { offset }: Partition): Promise<string | null> {
  try {
    const image = `${disk.childPath}@@${offset}`;
    const { stdout } = await run(['mdir', '-/', '-b', '-i', image, '::/EFI'], {
      env: { MTOOLS_SKIP_CHECK: '1' },
      okExitCodes: [0, 1],
    });
    if (/grub\w*\.efi/i.test(stdout)) return 'grub-efi';
    if (/systemd-boot\w*\.efi/i.test(stdout)) return 'systemd-boot';
    return /\.efi/i.test(stdout) ? 'efi' : null;
  } catch (error) {
    if (isVmkitError(error, 'program.missing')) return 'efi';
    throw error;
  }
}
