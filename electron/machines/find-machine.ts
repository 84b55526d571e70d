import type { MachineSummary } from '../../shared/model/machine.ts';
import type { CallOptions, Libvirt } from '../libvirt/index.ts';
import { lookupDomain } from './lookup-domain.ts';
import { readMachine } from './read-machine.ts';

/** The machine of that name or UUID, or undefined. */
export async function findMachine(
  libvirt: Libvirt,
  nameOrUuid: string,
  options: CallOptions = {},
): Promise<MachineSummary | undefined> {
  const dom = await lookupDomain(libvirt, nameOrUuid, options);
  return dom && readMachine(libvirt, dom, options);
}
