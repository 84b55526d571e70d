import type { MachineState } from '../../../shared/model/machine.ts';

/** True where the machine has not got a process: it can be started. */
export function isOff(state: MachineState): boolean {
  return state === 'off' || state === 'crashed';
}

/** True where the system inside can be asked to shut down. */
export function canShutDown(state: MachineState): boolean {
  return state === 'running' || state === 'blocked';
}
