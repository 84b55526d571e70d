import type { MachinePlan } from '../../../shared/model/machine.ts';
import { element, type Built } from '../../xml/index.ts';
import { hex } from './pci-controllers.ts';
import { placeNics, type NicPlace } from './place-nics.ts';

/** The host's NICs, placed so that they keep their names where that can be done. */
export function nicDevices(nics: MachinePlan['nics']): readonly Built[] {
  const places = placeNics(nics.map(({ hostName }) => hostName));
  return nics.map((nic, index) => nicDevice(nic, places[index] ?? { kept: false }));
}

/**
 * A NIC that is plugged into nothing has QEMU's own user network behind a link that is down: the guest sees a NIC
 * without a cable. libvirt's `null` type would say it better, but starting such a machine crashes libvirtd 9.0.
 */
function nicDevice({ mac, network }: MachinePlan['nics'][number], place: NicPlace): Built {
  return element(
    'interface',
    { type: network === null ? 'user' : 'network' },
    element('mac', { address: mac }),
    network !== null && element('source', { network }),
    element('model', { type: 'virtio' }),
    network === null && element('link', { state: 'down' }),
    place.acpiIndex !== undefined && element('acpi', { index: place.acpiIndex }),
    place.bus !== undefined &&
      element('address', {
        type: 'pci',
        domain: '0x0000',
        bus: hex(place.bus),
        slot: '0x00',
        function: '0x0',
      }),
  );
}
