import type { CheckId } from './check.ts';
import type { PackageManager } from './distribution.ts';

type Packages = Readonly<Record<PackageManager, readonly string[]>>;

/** Packages that a repair installs, by distribution family. */
export const PACKAGES: Readonly<Partial<Record<CheckId, Packages>>> = {
  qemu: { apt: ['qemu-system-x86'], dnf: ['qemu-kvm'] },
  'qemu-img': { apt: ['qemu-utils'], dnf: ['qemu-img'] },
  partclone: { apt: ['partclone'], dnf: ['partclone'] },
  'disk-tools': { apt: ['util-linux', 'fdisk', 'e2fsprogs'], dnf: ['util-linux', 'e2fsprogs'] },
  libvirt: {
    apt: ['libvirt-daemon-system', 'libvirt-clients'],
    dnf: ['libvirt-daemon-kvm', 'libvirt-client'],
  },
  dnsmasq: { apt: ['dnsmasq-base'], dnf: ['dnsmasq'] },
  ovmf: { apt: ['ovmf'], dnf: ['edk2-ovmf'] },
};
