import type { MachineSummary } from '../../shared/model/machine.ts';
import type { CallOptions, Libvirt } from '../libvirt/index.ts';
import { changeState } from './change-state.ts';
import { isOff } from './machine-state.ts';

/**
 * Pulls the plug: the guest loses what it has not written. QEMU is asked first, so that its own caches are flushed.
 * @throws VmkitError `machine.not-found`, `machine.state`, and libvirt's.
 */
export function stopMachine(
  libvirt: Libvirt,
  nameOrUuid: string,
  options: CallOptions = {},
): Promise<MachineSummary> {
  return changeState(
    libvirt,
    nameOrUuid,
    {
      from: (state) => !isOff(state),
      refusal: ({ name }) => ({
        message: `The machine ${name} is off already.`,
        hint: 'There is nothing to stop.',
      }),
      run: (dom) => libvirt.call('domainDestroyFlags', { dom }),
    },
    options,
  );
}
