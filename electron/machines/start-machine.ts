import type { MachineSummary } from '../../shared/model/machine.ts';
import type { CallOptions, Libvirt } from '../libvirt/index.ts';
import { changeState } from './change-state.ts';
import { isOff } from './machine-state.ts';

/** Starts a machine that is off. @throws VmkitError `machine.not-found`, `machine.state`, and libvirt's. */
export function startMachine(
  libvirt: Libvirt,
  nameOrUuid: string,
  options: CallOptions = {},
): Promise<MachineSummary> {
  return changeState(
    libvirt,
    nameOrUuid,
    {
      from: isOff,
      refusal: ({ name, state }) => ({
        message: `The machine ${name} is ${state} already.`,
        hint: state === 'paused' ? `Let it go on: virsh resume ${name}` : 'There is nothing to start.',
      }),
      run: (dom) => libvirt.call('domainCreateWithFlags', { dom }),
    },
    options,
  );
}
