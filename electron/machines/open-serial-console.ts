import type { Duplex } from 'node:stream';
import { VmkitError } from '../../shared/errors.ts';
import type { CallOptions, Libvirt } from '../libvirt/index.ts';
import { requireDomain } from './lookup-domain.ts';
import { isOff } from './machine-state.ts';
import { readMachine } from './read-machine.ts';

/**
 * The first serial console of a running machine, both ways. It ends when the machine stops. Whoever had it open
 * before loses it, as libvirt has one reader a console.
 * @throws VmkitError `machine.not-found`, `machine.state` (not running), and libvirt's (it has no console).
 */
export async function openSerialConsole(
  libvirt: Libvirt,
  nameOrUuid: string,
  options: CallOptions = {},
): Promise<Duplex> {
  const dom = await requireDomain(libvirt, nameOrUuid, options);
  const { name, state } = await readMachine(libvirt, dom, options);
  if (isOff(state)) {
    throw new VmkitError('machine.state', `The machine ${name} is off, so its console is silent.`, {
      hint: `Start it first: vmkit machine start ${name}`,
      detail: { machine: name, state },
    });
  }
  return libvirt.openConsole(dom, { force: true, signal: options.signal });
}
