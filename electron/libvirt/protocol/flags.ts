/** Flags and numbers of libvirt's API (include/libvirt/*.h), by what they mean; combine with `|`. */

export const DomainXmlFlag = { secure: 1, inactive: 2, updateCpu: 4, migratable: 8 } as const;
export const DomainDefineFlag = { validate: 1 } as const;
export const DomainListFlag = {
  active: 1,
  inactive: 2,
  persistent: 4,
  transient: 8,
  running: 16,
  paused: 32,
  shutoff: 64,
} as const;
export const DomainStartFlag = {
  paused: 1,
  autodestroy: 2,
  bypassCache: 4,
  forceBoot: 8,
  validate: 16,
  resetNvram: 32,
} as const;
export const DomainUndefineFlag = {
  managedSave: 1,
  snapshotsMetadata: 2,
  nvram: 4,
  keepNvram: 8,
  checkpointsMetadata: 16,
  tpm: 32,
  keepTpm: 64,
} as const;
export const DomainDestroyFlag = { graceful: 1, removeLogs: 2 } as const;
export const DomainShutdownFlag = { acpi: 1, guestAgent: 2, initctl: 4, signal: 8, paravirt: 16 } as const;
/** Whether a change is for the running machine, for its definition, or both. */
export const Affect = { current: 0, live: 1, config: 2 } as const;
export const DeviceUpdateFlag = { force: 4 } as const;
export const VcpuFlag = { live: 1, config: 2, maximum: 4, guest: 8, hotpluggable: 16 } as const;
export const MemoryFlag = { live: 1, config: 2, maximum: 4 } as const;
export const BlockResizeFlag = { bytes: 1 } as const;
export const SnapshotCreateFlag = {
  redefine: 1,
  current: 2,
  noMetadata: 4,
  halt: 8,
  diskOnly: 16,
  reuseExternal: 32,
  quiesce: 64,
  atomic: 128,
  live: 256,
  validate: 512,
} as const;
export const SnapshotRevertFlag = { running: 1, paused: 2, force: 4, resetNvram: 8 } as const;
export const SnapshotDeleteFlag = { children: 1, metadataOnly: 2, childrenOnly: 4 } as const;
export const ConsoleFlag = { force: 1, safe: 2 } as const;
export const InterfaceSource = { lease: 0, agent: 1, arp: 2 } as const;
export const MetadataType = { description: 0, title: 1, element: 2 } as const;
export const StatsType = {
  state: 1,
  cpuTotal: 2,
  balloon: 4,
  vcpu: 8,
  interface: 16,
  block: 32,
  memory: 256,
  vm: 1024,
} as const;
export const StatsFlag = {
  active: 1,
  inactive: 2,
  noWait: 2 ** 29,
  backing: 2 ** 30,
  enforce: 2 ** 31,
} as const;
export const MigrateFlag = {
  live: 1,
  peerToPeer: 2,
  tunnelled: 4,
  persistDestination: 8,
  undefineSource: 16,
  paused: 32,
  nonSharedDisk: 64,
  nonSharedIncremental: 128,
  changeProtection: 256,
  unsafe: 512,
  offline: 1024,
  compressed: 2048,
  abortOnError: 4096,
  autoConverge: 8192,
  postcopy: 32768,
} as const;

export const NetworkListFlag = { inactive: 1, active: 2, persistent: 4, transient: 8 } as const;
export const NetworkXmlFlag = { inactive: 1 } as const;
export const NetworkDefineFlag = { validate: 1 } as const;
export const NetworkUpdateCommand = { modify: 1, delete: 2, addLast: 3, addFirst: 4 } as const;
export const NetworkUpdateSection = {
  bridge: 1,
  domain: 2,
  ip: 3,
  ipDhcpHost: 4,
  ipDhcpRange: 5,
  forward: 6,
  forwardInterface: 7,
  forwardPf: 8,
  portgroup: 9,
  dnsHost: 10,
  dnsTxt: 11,
  dnsSrv: 12,
} as const;

export const StoragePoolListFlag = { inactive: 1, active: 2, persistent: 4, transient: 8 } as const;
export const StoragePoolCreateFlag = {
  withBuild: 1,
  withBuildOverwrite: 2,
  withBuildNoOverwrite: 4,
} as const;
export const StoragePoolBuildFlag = { repair: 1, resize: 2, noOverwrite: 4, overwrite: 8 } as const;
export const StorageXmlFlag = { inactive: 1 } as const;
export const VolumeCreateFlag = { preallocateMetadata: 1, reflink: 2, validate: 4 } as const;
export const VolumeResizeFlag = { allocate: 1, delta: 2, shrink: 4 } as const;
export const VolumeDeleteFlag = { zeroed: 1, withSnapshots: 2 } as const;
export const VolumeTransferFlag = { sparse: 1 } as const;
export const NodeDeviceListFlag = {
  system: 1,
  pci: 2,
  usb: 4,
  net: 16,
  storage: 256,
  drm: 4096,
  mdev: 16384,
} as const;

const DOMAIN_STATES = [
  'nostate',
  'running',
  'blocked',
  'paused',
  'shutdown',
  'shutoff',
  'crashed',
  'pmsuspended',
] as const;
const POOL_STATES = ['inactive', 'building', 'running', 'degraded', 'inaccessible'] as const;
const VOLUME_TYPES = ['file', 'block', 'dir', 'network', 'netdir', 'ploop'] as const;

/** The word for the number that `domainGetState` answers; `nostate` for numbers that are not known. */
export function domainStateName(state: number): (typeof DOMAIN_STATES)[number] {
  return DOMAIN_STATES[state] ?? 'nostate';
}

/** The word for the number that `storagePoolGetInfo` answers. */
export function storagePoolStateName(state: number): (typeof POOL_STATES)[number] {
  return POOL_STATES[state] ?? 'inactive';
}

/** The word for the number that `storageVolGetInfo` answers. */
export function storageVolumeTypeName(type: number): (typeof VOLUME_TYPES)[number] {
  return VOLUME_TYPES[type] ?? 'file';
}
