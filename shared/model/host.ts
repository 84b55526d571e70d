import { z } from 'zod';
import type { errorEnvelope } from '../errors.ts';

/** Facts about this computer. Sizes in bytes, speeds in Mbit/s, times in ISO 8601. `null`: the host does not say. */

const text = z.string().nullable();
const count = z.number().int().nonnegative();

/** Names of fields that were left `null` because only root may read them. */
const needsRoot = z.array(z.string());

export const cpuInfo = z.object({
  model: z.string(),
  vendor: z.string(),
  architecture: z.string(),
  sockets: count,
  cores: count,
  threads: count,
  /** `vmx` (Intel), `svm` (AMD), or null where the CPU shows neither. */
  virtualization: z.enum(['vmx', 'svm']).nullable(),
  /** Name of the hypervisor this host itself runs under, or null on bare metal. */
  hypervisor: text,
  flags: z.array(z.string()),
});

export const acceleration = z.object({
  /** `kvm` where a tiny guest really ran on it, else `tcg` (emulation). */
  works: z.enum(['kvm', 'tcg']),
  /** A sentence: why not, or how it was proved. */
  reason: z.string(),
  probedMs: z.number(),
});

export const memoryInfo = z.object({
  totalBytes: count,
  availableBytes: count,
  swapTotalBytes: count,
  swapFreeBytes: count,
});

export const firmwareInfo = z.object({
  type: z.enum(['bios', 'uefi']),
  /** null on BIOS or where the variable cannot be read. */
  secureBoot: z.boolean().nullable(),
  /** `1.2`, `2.0`, or null where there is none. */
  tpm: text,
  vendor: text,
  version: text,
  systemVendor: text,
  systemProduct: text,
  systemSerial: text,
  needsRoot,
});

export const filesystemInfo = z.object({
  type: z.string(),
  label: text,
  uuid: text,
  /** Bytes in use, or null where it is not mounted and was not examined. */
  usedBytes: count.nullable(),
  sizeBytes: count.nullable(),
  mountPoints: z.array(z.string()),
});

export interface BlockDevice {
  /** `/dev/sda1`. */
  path: string;
  kind: 'disk' | 'part' | 'lvm' | 'crypt' | 'raid' | 'loop' | 'rom' | 'other';
  sizeBytes: number;
  /** Start within the whole disk, for partitions. */
  offsetBytes: number | null;
  partition: {
    number: number;
    type: string;
    typeName: string | null;
    label: string | null;
    uuid: string | null;
  } | null;
  filesystem: z.infer<typeof filesystemInfo> | null;
  /** Devices stacked on this one: partitions, LVM volumes, opened LUKS, RAID arrays. */
  children: BlockDevice[];
}

export const blockDevice: z.ZodType<BlockDevice> = z.lazy(() =>
  z.object({
    path: z.string(),
    kind: z.enum(['disk', 'part', 'lvm', 'crypt', 'raid', 'loop', 'rom', 'other']),
    sizeBytes: count,
    offsetBytes: count.nullable(),
    partition: z
      .object({ number: count, type: z.string(), typeName: text, label: text, uuid: text })
      .nullable(),
    filesystem: filesystemInfo.nullable(),
    children: z.array(blockDevice),
  }),
);

/** A whole disk: a physical disk, or a loop device (which stands in for one in tests and for image files). */
export const diskInfo = z.object({
  path: z.string(),
  name: z.string(),
  model: text,
  serial: text,
  /** Stable identity: WWN, serial, or partition-table UUID, prefixed with its kind. */
  identity: text,
  sizeBytes: count,
  logicalSectorBytes: count,
  rotational: z.boolean(),
  removable: z.boolean(),
  readOnly: z.boolean(),
  /** `nvme`, `sata`, `virtio`, `usb`, `loop`, … */
  transport: text,
  partitionTable: z.object({ type: z.enum(['gpt', 'dos']), uuid: text }).nullable(),
  /** A filesystem directly on the whole disk. */
  filesystem: filesystemInfo.nullable(),
  children: z.array(blockDevice),
  /** Why it cannot be captured at rest: mounted, swap, member of a running array. Empty: at rest. */
  inUse: z.array(z.object({ path: z.string(), how: z.string(), where: z.string() })),
  needsRoot,
});

export const nicInfo = z.object({
  name: z.string(),
  mac: text,
  kind: z.enum(['physical', 'wireless', 'bridge', 'bond', 'vlan', 'tap', 'veth', 'loopback', 'other']),
  driver: text,
  speedMbit: count.nullable(),
  linkUp: z.boolean(),
  mtu: count,
  addresses: z.array(z.string()),
  /** `0000:00:03.0`, or null where it is not on PCI. */
  pciAddress: text,
  /** Names udev would give by place: onboard, slot, path. */
  pciNames: z.array(z.string()),
  /** Name of the bridge or bond that it belongs to. */
  master: text,
});

export const pciDevice = z.object({ address: z.string(), vendor: text, product: text, driver: text });
export const usbDevice = z.object({
  bus: count,
  device: count,
  vendorId: z.string(),
  productId: z.string(),
  name: z.string(),
});

export const osInfo = z.object({
  id: z.string(),
  name: z.string(),
  version: text,
  hostname: z.string(),
  kernel: z.string(),
  kernelCommandLine: z.string(),
  bootTime: z.string(),
});

export const bootInfo = z.object({
  /** `initramfs-tools`, `dracut`, `mkinitcpio`, or null. */
  initramfsTool: text,
  /** `grub-pc`, `grub-efi`, `systemd-boot`, or null. */
  bootLoader: text,
  kernels: z.array(z.object({ version: z.string(), image: text, initramfs: text })),
});

export const packageInfo = z.object({
  name: z.string(),
  version: z.string(),
  architecture: z.string(),
  manager: z.enum(['dpkg', 'rpm']),
});
export const serviceInfo = z.object({
  name: z.string(),
  description: text,
  active: z.string(),
  enabled: text,
});
export const moduleInfo = z.object({ name: z.string(), sizeBytes: count, usedBy: z.array(z.string()) });
export const usersInfo = z.object({
  users: z.array(
    z.object({
      name: z.string(),
      uid: count,
      gid: count,
      home: z.string(),
      shell: z.string(),
      comment: z.string(),
    }),
  ),
  groups: z.array(z.object({ name: z.string(), gid: count, members: z.array(z.string()) })),
});

export const routeInfo = z.object({
  destination: z.string(),
  gateway: text,
  interface: z.string(),
  source: text,
  metric: count.nullable(),
});
export const dnsInfo = z.object({ servers: z.array(z.string()), search: z.array(z.string()) });
/** A file that configures the network. Secrets (keys, passwords) are replaced by `***`. */
export const networkFile = z.object({
  system: z.enum(['netplan', 'NetworkManager', 'systemd-networkd', 'ifupdown']),
  path: z.string(),
  /** null where only root may read it. */
  content: text,
  needsRoot: z.boolean(),
});

/** Every section with its shape. Sections load by themselves and fail by themselves. */
export const hostSections = {
  cpu: cpuInfo,
  acceleration,
  memory: memoryInfo,
  firmware: firmwareInfo,
  disks: z.array(diskInfo),
  nics: z.array(nicInfo),
  gpus: z.array(pciDevice),
  usb: z.array(usbDevice),
  os: osInfo,
  boot: bootInfo,
  packages: z.array(packageInfo),
  services: z.array(serviceInfo),
  modules: z.array(moduleInfo),
  users: usersInfo,
  routes: z.array(routeInfo),
  dns: dnsInfo,
  networkFiles: z.array(networkFile),
} as const;

export type HostSectionName = keyof typeof hostSections;
export type HostSectionValue<N extends HostSectionName> = z.infer<(typeof hostSections)[N]>;
export const HOST_SECTION_NAMES = Object.keys(hostSections) as readonly HostSectionName[]; // keys of a constant

/** Which sections belong to which group of `vmkit host info --section`. */
export const HOST_SECTION_GROUPS = {
  hardware: ['cpu', 'acceleration', 'memory', 'firmware', 'disks', 'nics', 'gpus', 'usb'],
  software: ['os', 'boot', 'packages', 'services', 'modules', 'users'],
  network: ['nics', 'routes', 'dns', 'networkFiles'],
} as const satisfies Record<string, readonly HostSectionName[]>;

/** One section as it was read: its value or its error, when, and how long it took. */
export type HostSection<N extends HostSectionName = HostSectionName> = {
  readonly [K in N]: {
    readonly name: K;
    readonly takenAt: string;
    readonly tookMs: number;
  } & (
    | { readonly ok: true; readonly value: HostSectionValue<K> }
    | { readonly ok: false; readonly error: z.infer<typeof errorEnvelope> }
  );
}[N];

export type CpuInfo = z.infer<typeof cpuInfo>;
export type Acceleration = z.infer<typeof acceleration>;
export type MemoryInfo = z.infer<typeof memoryInfo>;
export type FirmwareInfo = z.infer<typeof firmwareInfo>;
export type FilesystemInfo = z.infer<typeof filesystemInfo>;
export type DiskInfo = z.infer<typeof diskInfo>;
export type NicInfo = z.infer<typeof nicInfo>;
export type PciDevice = z.infer<typeof pciDevice>;
export type UsbDevice = z.infer<typeof usbDevice>;
export type OsInfo = z.infer<typeof osInfo>;
export type BootInfo = z.infer<typeof bootInfo>;
export type PackageInfo = z.infer<typeof packageInfo>;
export type ServiceInfo = z.infer<typeof serviceInfo>;
export type ModuleInfo = z.infer<typeof moduleInfo>;
export type UsersInfo = z.infer<typeof usersInfo>;
export type RouteInfo = z.infer<typeof routeInfo>;
export type DnsInfo = z.infer<typeof dnsInfo>;
export type NetworkFile = z.infer<typeof networkFile>;
