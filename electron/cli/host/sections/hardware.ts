import type {
  Acceleration,
  CpuInfo,
  FirmwareInfo,
  MemoryInfo,
  PciDevice,
  UsbDevice,
} from '../../../../shared/model/host.ts';
import { formatBytes, formatElapsed } from '../../../../shared/units.ts';
import { facts } from '../../output/facts.ts';
import { count, yesNo } from '../../output/words.ts';
import { needsRootLines } from './needs-root.ts';
import { rows, type View } from './view.ts';

const EXTENSIONS = { vmx: 'Intel VT-x (vmx)', svm: 'AMD-V (svm)' } as const;

export function cpuLines(cpu: CpuInfo, view: View): string[] {
  const layout = [count(cpu.sockets, 'socket'), count(cpu.cores, 'core'), count(cpu.threads, 'thread')];
  return facts([
    ['Model', cpu.model],
    ['Architecture', cpu.architecture],
    ['Layout', layout.join(', ')],
    ['Virtualization', cpu.virtualization ? EXTENSIONS[cpu.virtualization] : 'not shown by the CPU'],
    ['Runs under', cpu.hypervisor ?? 'nothing: bare metal'],
    ['Flags', view.full ? cpu.flags.join(' ') : `${cpu.flags.length}`],
  ]);
}

export function accelerationLines(acceleration: Acceleration): string[] {
  const how = acceleration.works === 'kvm' ? 'yes, accelerated (kvm)' : 'emulated only (tcg), slow';
  return facts([
    ['Can run machines', how],
    ['Because', acceleration.reason],
    ['Probe took', formatElapsed(acceleration.probedMs)],
  ]);
}

export function memoryLines(memory: MemoryInfo): string[] {
  const swap = `${formatBytes(memory.swapTotalBytes)}, ${formatBytes(memory.swapFreeBytes)} free`;
  return facts([
    ['Total', formatBytes(memory.totalBytes)],
    ['Available', formatBytes(memory.availableBytes)],
    ['Swap', memory.swapTotalBytes === 0 ? 'none' : swap],
  ]);
}

export function firmwareLines(firmware: FirmwareInfo): string[] {
  const unread = new Set(firmware.needsRoot);
  const version = [firmware.vendor, firmware.version].filter(Boolean).join(' ');
  const system = [firmware.systemVendor, firmware.systemProduct].filter(Boolean).join(' ');
  return [
    ...facts([
      ['Type', firmware.type === 'uefi' ? 'UEFI' : 'BIOS'],
      ['Secure Boot', firmware.secureBoot === null ? null : yesNo(firmware.secureBoot)],
      ['TPM', firmware.tpm ?? (unread.has('tpm') ? null : 'none')],
      ['Version', version],
      ['System', system],
      ['Serial number', firmware.systemSerial],
    ]),
    ...needsRootLines(firmware.needsRoot),
  ];
}

export function gpuLines(gpus: readonly PciDevice[], view: View): string[] {
  return rows(
    gpus,
    [
      { title: 'PCI', value: (one) => one.address },
      { title: 'DEVICE', value: (one) => [one.vendor, one.product].filter(Boolean).join(' ') || 'unknown' },
      { title: 'DRIVER', value: (one) => one.driver ?? '' },
    ],
    view,
  );
}

export function usbLines(devices: readonly UsbDevice[], view: View): string[] {
  return rows(
    devices,
    [
      { title: 'BUS', value: (one) => `${one.bus}:${one.device}` },
      { title: 'ID', value: (one) => `${one.vendorId}:${one.productId}` },
      { title: 'DEVICE', value: (one) => one.name },
    ],
    view,
  );
}
