import { isVmkitError } from '../../shared/errors.ts';
import type { MachineSummary } from '../../shared/model/machine.ts';
import type { CallOptions, Libvirt } from '../libvirt/index.ts';
import { DomainListFlag } from '../libvirt/index.ts';
import { summarize } from './read-machine.ts';

/** VIR_CONNECT_LIST_DOMAINS_AUTOSTART of include/libvirt/libvirt-domain.h. */
const AUTOSTART = 1024;

/**
 * Every machine, by name. What a list can be filtered by is asked for by list; only state and size are asked for
 * machine by machine, all at once. One that goes away meanwhile is left out.
 */
export async function listMachines(
  libvirt: Libvirt,
  options: CallOptions = {},
): Promise<readonly MachineSummary[]> {
  const [{ domains }, persistent, autostart] = await Promise.all([
    libvirt.call('connectListAllDomains', {}, options),
    uuidsOf(libvirt, DomainListFlag.persistent, options),
    uuidsOf(libvirt, AUTOSTART, options),
  ]);
  const machines = await Promise.all(
    domains.map(async (dom) => {
      const info = await libvirt.call('domainGetInfo', { dom }, options).catch(undefinedIfGone);
      const { uuid } = dom;
      return (
        info && summarize(dom, info, { persistent: persistent.has(uuid), autostart: autostart.has(uuid) })
      );
    }),
  );
  return machines.filter((one) => one !== undefined).sort((a, b) => a.name.localeCompare(b.name));
}

async function uuidsOf(libvirt: Libvirt, flags: number, options: CallOptions): Promise<ReadonlySet<string>> {
  const { domains } = await libvirt.call('connectListAllDomains', { flags }, options);
  return new Set(domains.map(({ uuid }) => uuid));
}

function undefinedIfGone(error: unknown): undefined {
  if (isVmkitError(error, 'machine.not-found')) return undefined;
  throw error;
}
