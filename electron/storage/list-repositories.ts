import { isVmkitError } from '../../shared/errors.ts';
import type { Repository } from '../../shared/model/storage.ts';
import type { CallOptions, Libvirt, StoragePoolRef } from '../libvirt/index.ts';
import { readRepository } from './read-repository.ts';

/** Every repository, by name. One that goes away while the list is read is left out. */
export async function listRepositories(
  libvirt: Libvirt,
  options: CallOptions = {},
): Promise<readonly Repository[]> {
  const { pools } = await libvirt.call('connectListAllStoragePools', {}, options);
  const read = await Promise.all(pools.map((pool) => readUnlessGone(libvirt, pool, options)));
  return read.filter((one) => one !== undefined).sort((a, b) => a.name.localeCompare(b.name));
}

async function readUnlessGone(
  libvirt: Libvirt,
  pool: StoragePoolRef,
  options: CallOptions,
): Promise<Repository | undefined> {
  try {
    return await readRepository(libvirt, pool, options);
  } catch (error) {
    if (isVmkitError(error, 'repository.not-found')) return undefined;
    throw error;
  }
}
