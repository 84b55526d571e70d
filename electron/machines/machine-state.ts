import type { MachineState } from '../../shared/model/machine.ts';
import { domainStateName } from '../libvirt/index.ts';

// virDomainState of include/libvirt/libvirt-domain.h, numbers 0 to 7. `blocked` is Xen's word for a running machine
// that waits; `shutdown` means that the guest is on its way down, `shutoff` that it is off.
const STATES: Readonly<Record<ReturnType<typeof domainStateName>, MachineState>> = {
  nostate: 'unknown',
  running: 'running',
  blocked: 'blocked',
  paused: 'paused',
  shutdown: 'shutting-down',
  shutoff: 'off',
  crashed: 'crashed',
  pmsuspended: 'suspended',
};

/** Our word for the number that libvirt gives a machine's state. */
export function machineState(number: number): MachineState {
  return STATES[domainStateName(number)];
}

/** True where no guest runs in it: it can be started. */
export function isOff(state: MachineState): boolean {
  return state === 'off' || state === 'crashed';
}
