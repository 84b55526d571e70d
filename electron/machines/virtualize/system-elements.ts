import type { MachinePlan } from '../../../shared/model/machine.ts';
import { element, type Built } from '../../xml/index.ts';

/** DIMM slots for memory that is added while the machine runs. */
const MEMORY_SLOTS = 16;

/** Everything of a domain but its name and its devices. */
export function systemElements(plan: MachinePlan): readonly Built[] {
  const maxCpus = plan.maxCpus ?? plan.cpus;
  const maxMemory = plan.maxMemoryBytes ?? plan.memoryBytes;
  return [
    ...(maxMemory > plan.memoryBytes
      ? [element('maxMemory', { slots: MEMORY_SLOTS, unit: 'KiB' }, kib(maxMemory))]
      : []),
    element('memory', { unit: 'KiB' }, kib(plan.memoryBytes)),
    element('currentMemory', { unit: 'KiB' }, kib(plan.memoryBytes)),
    element('vcpu', { placement: 'static', current: plan.cpus }, maxCpus),
    ...(plan.diskBus === 'virtio' ? [element('iothreads', {}, 1)] : []),
    operatingSystem(plan),
    element(
      'features',
      {},
      element('acpi'),
      element('apic'),
      plan.secureBoot && element('smm', { state: 'on' }),
    ),
    processor(plan, maxCpus),
    clock(),
    element('on_poweroff', {}, 'destroy'),
    element('on_reboot', {}, 'restart'),
    element('on_crash', {}, 'destroy'),
    element(
      'pm',
      {},
      element('suspend-to-mem', { enabled: 'no' }),
      element('suspend-to-disk', { enabled: 'no' }),
    ),
  ];
}

function kib(bytes: number): number {
  return Math.floor(bytes / 1024);
}

// libvirt chooses the firmware's files by these features, and gives the machine an NVRAM of its own.
function operatingSystem({ firmware, secureBoot }: MachinePlan): Built {
  const enabled = secureBoot ? 'yes' : 'no';
  const uefi = firmware === 'uefi';
  return element(
    'os',
    { firmware: uefi && 'efi' },
    element('type', { arch: 'x86_64', machine: 'q35' }, 'hvm'),
    uefi &&
      element(
        'firmware',
        {},
        element('feature', { enabled, name: 'enrolled-keys' }),
        element('feature', { enabled, name: 'secure-boot' }),
      ),
  );
}

// One socket, since some systems license or limit by sockets. Memory slots need a NUMA cell (formatdomain.html).
function processor({ acceleration, memoryBytes }: MachinePlan, maxCpus: number): Built {
  const cell = { id: 0, cpus: maxCpus > 1 ? `0-${maxCpus - 1}` : '0', memory: kib(memoryBytes), unit: 'KiB' };
  const kvm = acceleration === 'kvm';
  return element(
    'cpu',
    { mode: kvm ? 'host-passthrough' : 'maximum', check: 'none', migratable: 'on' },
    element('topology', { sockets: 1, dies: 1, cores: maxCpus, threads: 1 }),
    // Five-level page tables make each emulated address translation one step longer, for memory nobody has.
    !kvm && element('feature', { policy: 'disable', name: 'la57' }),
    element('numa', {}, element('cell', cell)),
  );
}

function clock(): Built {
  return element(
    'clock',
    { offset: 'utc' },
    element('timer', { name: 'rtc', tickpolicy: 'catchup' }),
    element('timer', { name: 'pit', tickpolicy: 'delay' }),
    element('timer', { name: 'hpet', present: 'no' }),
  );
}
