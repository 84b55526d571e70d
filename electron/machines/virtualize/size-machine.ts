const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const SHARE = 0.75;
const MEMORY_MIN = 64 * MIB;
/** Beyond this many CPUs a q35 machine needs an interrupt-remapping IOMMU (formatdomain.html, `eim`). */
export const CPUS_MAX = 255;
/** Growth is bounded well below the 1 TiB that emulated and old CPUs can address (40 bits). */
const GROWTH_MAX = 512 * GIB;

export interface HostSize {
  readonly threads: number;
  readonly memoryBytes: number;
}

export interface MachineSize {
  readonly cpus: number;
  readonly memoryBytes: number;
}

/** Three quarters of a host: at least one CPU and 64 MiB, memory in whole MiB. */
export function sizeMachine({ threads, memoryBytes }: HostSize): MachineSize {
  return {
    cpus: Math.min(CPUS_MAX, Math.max(1, Math.floor(threads * SHARE))),
    memoryBytes: Math.max(MEMORY_MIN, wholeMib(memoryBytes * SHARE)),
  };
}

/** Bytes rounded down to whole MiB, the unit in which QEMU gives memory. */
export function wholeMib(bytes: number): number {
  return Math.floor(bytes / MIB) * MIB;
}

/** How far a machine can grow while it runs: the host's threads; the host's memory or twice its own, whole GiB. */
export function growthOf(
  size: MachineSize,
  host: HostSize,
): { readonly maxCpus: number; readonly maxMemoryBytes: number } {
  const wanted = Math.min(GROWTH_MAX, Math.max(host.memoryBytes, 2 * size.memoryBytes));
  const least = size.memoryBytes + GIB;
  return {
    maxCpus: Math.min(CPUS_MAX, Math.max(size.cpus, host.threads)),
    maxMemoryBytes: Math.ceil(Math.max(wanted, least) / GIB) * GIB,
  };
}
