import { VmkitError } from '../../shared/errors.ts';
import type { MachineState, MachineSummary } from '../../shared/model/machine.ts';
import { isVmkitError } from '../../shared/errors.ts';
import type { CallOptions, DomainRef, Libvirt } from '../libvirt/index.ts';
import { isLibvirtError } from '../storage/libvirt-error.ts';
import { requireDomain } from './lookup-domain.ts';
import { readMachine } from './read-machine.ts';

export interface StateChange {
  /** States in which it can be done. */
  readonly from: (state: MachineState) => boolean;
  /** What the user is told otherwise. */
  readonly refusal: (machine: MachineSummary) => { readonly message: string; readonly hint: string };
  readonly run: (dom: DomainRef) => Promise<unknown>;
}

/**
 * Does something that depends on a machine's state, and gives the machine as it is then. A transient machine that
 * went away by it is given as off.
 * @throws VmkitError `machine.not-found`, `machine.state`, and libvirt's.
 */
export async function changeState(
  libvirt: Libvirt,
  nameOrUuid: string,
  change: StateChange,
  options: CallOptions = {},
): Promise<MachineSummary> {
  const dom = await requireDomain(libvirt, nameOrUuid, options);
  const before = await readMachine(libvirt, dom, options);
  if (!change.from(before.state)) throw wrongState(before, change);
  try {
    await change.run(dom);
  } catch (error) {
    // Somebody else was faster.
    if (isLibvirtError(error, 'operationInvalid')) throw wrongState(before, change, error);
    throw error;
  }
  return readMachine(libvirt, dom).catch((error: unknown) => {
    if (isVmkitError(error, 'machine.not-found')) return { ...before, state: 'off' as const };
    throw error;
  });
}

function wrongState(machine: MachineSummary, change: StateChange, cause?: unknown): VmkitError {
  const { message, hint } = change.refusal(machine);
  const detail = { machine: machine.name, state: machine.state };
  return new VmkitError('machine.state', message, { hint, detail, cause });
}
