import type { MachineSummary } from '../../shared/model/machine.ts';
import type { CallOptions, Libvirt } from '../libvirt/index.ts';
import { changeState } from './change-state.ts';

/**
 * Asks the guest to shut down, by its agent or by the power button, and does not wait: the guest may take its time
 * or ignore it. @throws VmkitError `machine.not-found`, `machine.state`, and libvirt's.
 */
export function shutdownMachine(
  libvirt: Libvirt,
  nameOrUuid: string,
  options: CallOptions = {},
): Promise<MachineSummary> {
  return changeState(
    libvirt,
    nameOrUuid,
    {
      from: (state) => state === 'running' || state === 'blocked',
      refusal: ({ name, state }) => ({
        message: `The machine ${name} is ${state}, so its guest cannot shut down.`,
        hint: 'Only a running machine can be asked. `vmkit machine stop` pulls the plug.',
      }),
      run: (dom) => libvirt.call('domainShutdownFlags', { dom }),
    },
    options,
  );
}
