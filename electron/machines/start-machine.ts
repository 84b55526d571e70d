import { isVmkitError, VmkitError } from '../../shared/errors.ts';
import type { MachineSummary } from '../../shared/model/machine.ts';
import type { CallOptions, Libvirt } from '../libvirt/index.ts';
import { isLibvirtError } from '../storage/libvirt-error.ts';
import { changeState } from './change-state.ts';
import { isOff } from './machine-state.ts';

/**
 * Starts a machine that is off.
 * @throws VmkitError `machine.not-found`, `machine.state`, `permission.denied` (QEMU may not open a disk), and libvirt's.
 */
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
      run: (dom) =>
        libvirt.call('domainCreateWithFlags', { dom }).catch((error: unknown) => {
          throw explained(error);
        }),
    },
    options,
  );
}

/** Of errno(3). libvirt passes it as the first number of its `system error`. */
const EACCES = 13;

function explained(error: unknown): unknown {
  if (!isVmkitError(error) || !isLibvirtError(error, 'systemError') || error.detail?.int1 !== EACCES)
    return error;
  return new VmkitError('permission.denied', `The machine was not started: ${error.message}.`, {
    hint: 'QEMU runs as a user of its own. Let others enter each folder above the disk (chmod o+x FOLDER), or keep it in /var/lib/libvirt/images.',
    detail: error.detail,
    cause: error,
  });
}
