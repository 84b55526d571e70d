import type { MachineDetail } from '../../shared/model/machine.ts';
import type { CallOptions, Libvirt } from '../libvirt/index.ts';
import { describeMachine } from './describe-machine.ts';
import { requireDomain } from './lookup-domain.ts';
import { readMachine } from './read-machine.ts';

/** Everything about one machine, as it runs now where it runs. @throws VmkitError `machine.not-found` */
export async function showMachine(
  libvirt: Libvirt,
  nameOrUuid: string,
  options: CallOptions = {},
): Promise<MachineDetail> {
  const dom = await requireDomain(libvirt, nameOrUuid, options);
  const [summary, { xml }] = await Promise.all([
    readMachine(libvirt, dom, options),
    libvirt.call('domainGetXmlDesc', { dom }, options),
  ]);
  return { ...summary, ...describeMachine(xml) };
}
