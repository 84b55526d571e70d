import { isVmkitError, VmkitError } from '../../shared/errors.ts';
import type { CallOptions, Libvirt, StoragePoolRef } from '../libvirt/index.ts';

/** libvirt's handle of the repository of that name, or undefined. */
export async function lookupPool(
  libvirt: Libvirt,
  name: string,
  options: CallOptions = {},
): Promise<StoragePoolRef | undefined> {
  try {
    return (await libvirt.call('storagePoolLookupByName', { name }, options)).pool;
  } catch (error) {
    if (isVmkitError(error, 'repository.not-found')) return undefined;
    throw error;
  }
}

/** As `lookupPool`. @throws VmkitError `repository.not-found` */
export async function requirePool(
  libvirt: Libvirt,
  name: string,
  options: CallOptions = {},
): Promise<StoragePoolRef> {
  const pool = await lookupPool(libvirt, name, options);
  if (pool) return pool;
  throw new VmkitError('repository.not-found', `There is no repository named ${name}.`, {
    hint: 'See `vmkit storage list-repos` for those that exist.',
    detail: { repository: name },
  });
}
