import type { MachinePlan } from '../../../shared/model/machine.ts';
import { element, render, type Built } from '../../xml/index.ts';
import { consoleDevices } from './console-devices.ts';
import { diskDevices, type MachineDisk } from './disk-devices.ts';
import { nicDevices } from './nic-devices.ts';
import { pciControllers } from './pci-controllers.ts';
import { systemElements } from './system-elements.ts';

export interface DomainBlueprint {
  readonly plan: MachinePlan;
  readonly disks: readonly MachineDisk[];
  /** Identity of the capture that the disks are based on; null for none. */
  readonly captureId: string | null;
  /** File that keeps what the serial console said, or null. */
  readonly serialLog: string | null;
}

/** Namespace of our element below `<metadata>`. */
export const METADATA_NAMESPACE = 'urn:vmkit:machine:1';

/** libvirt's definition of a virtualized host: q35, virtio where the system can boot from it, room to grow. */
export function domainXml(blueprint: DomainBlueprint): string {
  const { plan, captureId } = blueprint;
  return render(
    element(
      'domain',
      { type: plan.acceleration === 'kvm' ? 'kvm' : 'qemu' },
      element('name', {}, plan.name),
      plan.description && element('description', {}, plan.description),
      captureId !== null && metadata(captureId),
      systemElements(plan),
      element('devices', {}, devices(blueprint)),
    ),
  );
}

function metadata(captureId: string): Built {
  const origin = element('vmkit:capture', { id: captureId });
  return element('metadata', {}, element('vmkit:machine', { 'xmlns:vmkit': METADATA_NAMESPACE }, origin));
}

function devices({ plan, disks, serialLog }: DomainBlueprint): readonly Built[] {
  return [
    ...diskDevices(disks, plan.diskBus),
    ...pciControllers(plan.nics, disks.length),
    ...nicDevices(plan.nics),
    ...consoleDevices(serialLog),
    element('memballoon', { model: 'virtio' }, element('stats', { period: 5 })),
    element('rng', { model: 'virtio' }, element('backend', { model: 'random' }, '/dev/urandom')),
  ];
}
