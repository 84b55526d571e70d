import { isVmkitError, VmkitError } from '../../shared/errors.ts';
import type { CallOptions, DomainRef, Libvirt } from '../libvirt/index.ts';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** libvirt's handle of the machine of that name or UUID (a name wins), or undefined. */
export async function lookupDomain(
  libvirt: Libvirt,
  nameOrUuid: string,
  options: CallOptions = {},
): Promise<DomainRef | undefined> {
  const byName = await undefinedIfMissing(libvirt.call('domainLookupByName', { name: nameOrUuid }, options));
  if (byName || !UUID.test(nameOrUuid)) return byName?.dom;
  const uuid = nameOrUuid.toLowerCase();
  return (await undefinedIfMissing(libvirt.call('domainLookupByUuid', { uuid }, options)))?.dom;
}

/** As `lookupDomain`. @throws VmkitError `machine.not-found` */
export async function requireDomain(
  libvirt: Libvirt,
  nameOrUuid: string,
  options: CallOptions = {},
): Promise<DomainRef> {
  const dom = await lookupDomain(libvirt, nameOrUuid, options);
  if (dom) return dom;
  throw new VmkitError('machine.not-found', `There is no machine named ${nameOrUuid}.`, {
    hint: 'See `vmkit machine list` for those that exist.',
    detail: { machine: nameOrUuid },
  });
}

async function undefinedIfMissing<T>(looking: Promise<T>): Promise<T | undefined> {
  try {
    return await looking;
  } catch (error) {
    if (isVmkitError(error, 'machine.not-found')) return undefined;
    throw error;
  }
}
