import type { MachineSummary } from '../../shared/model/machine.ts';
import type { CallOptions, DomainRef, Libvirt, Ret } from '../libvirt/index.ts';
import { machineState } from './machine-state.ts';

/** A summary from what libvirt tells of a machine; its memory comes in KiB. */
export function summarize(
  dom: DomainRef,
  info: Ret<'domainGetInfo'>,
  kept: Pick<MachineSummary, 'persistent' | 'autostart'>,
): MachineSummary {
  return {
    uuid: dom.uuid,
    name: dom.name,
    state: machineState(info.state),
    cpus: info.nrVirtCpu,
    memoryBytes: Number(info.maxMem) * 1024,
    ...kept,
  };
}

/** One machine as libvirt has it now. @throws VmkitError `machine.not-found` */
export async function readMachine(
  libvirt: Libvirt,
  dom: DomainRef,
  options: CallOptions = {},
): Promise<MachineSummary> {
  const [info, { persistent }, { autostart }] = await Promise.all([
    libvirt.call('domainGetInfo', { dom }, options),
    libvirt.call('domainIsPersistent', { dom }, options),
    libvirt.call('domainGetAutostart', { dom }, options),
  ]);
  return summarize(dom, info, { persistent, autostart });
}
