import { access } from 'node:fs/promises';
import type { BootInfo } from '../../shared/model/host.ts';
import { listSystemFolder } from './system-file.ts';

const INITRAMFS_TOOLS = [
  ['initramfs-tools', ['/usr/sbin/update-initramfs', '/sbin/update-initramfs']],
  ['dracut', ['/usr/bin/dracut', '/usr/sbin/dracut']],
  ['mkinitcpio', ['/usr/bin/mkinitcpio']],
] as const;
/** Told by what is installed below /boot: packages may be there without ever having been used. */
const BOOT_LOADERS = [
  ['systemd-boot', ['/boot/loader/loader.conf', '/boot/efi/loader/loader.conf', '/efi/loader/loader.conf']],
  ['grub-efi', ['/boot/grub/x86_64-efi', '/boot/grub2/x86_64-efi', '/boot/efi/EFI/fedora/grub.cfg']],
  ['grub-pc', ['/boot/grub/i386-pc', '/boot/grub2/i386-pc']],
] as const;

/**
 * How this system boots.
 * @param root Root folder of the system, another one in tests.
 */
export async function readBoot(root = ''): Promise<BootInfo> {
  return {
    initramfsTool: await firstPresent(root, INITRAMFS_TOOLS),
    bootLoader: await firstPresent(root, BOOT_LOADERS),
    kernels: await readKernels(root),
  };
}

async function firstPresent(
  root: string,
  choices: readonly (readonly [string, readonly string[]])[],
): Promise<string | null> {
  for (const [name, paths] of choices) {
    for (const path of paths) if (await isPresent(`${root}${path}`)) return name;
  }
  return null;
}

async function readKernels(root: string): Promise<BootInfo['kernels']> {
  const boot = await listSystemFolder(`${root}/boot`);
  const modules = await listSystemFolder(`${root}/lib/modules`);
  const images = boot.filter((name) => /^(vmlinuz|vmlinux|bzImage)-/.test(name));
  const versions = new Set([...modules, ...images.map((name) => name.replace(/^[^-]+-/, ''))]);
  const inBoot = (names: readonly string[]): string | null => {
    const found = names.find((name) => boot.includes(name));
    return found === undefined ? null : `/boot/${found}`;
  };
  return [...versions].sort().map((version) => ({
    version,
    image: inBoot([`vmlinuz-${version}`, `vmlinux-${version}`, `bzImage-${version}`]),
    initramfs: inBoot([`initrd.img-${version}`, `initramfs-${version}.img`, `initrd-${version}`]),
  }));
}

async function isPresent(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    // Absent, or in an EFI partition that only root may enter: unknown either way.
    return false;
  }
}
