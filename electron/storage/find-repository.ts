import { VmkitError } from '../../shared/errors.ts';
import type { Repository } from '../../shared/model/storage.ts';
import type { CallOptions, Libvirt } from '../libvirt/index.ts';
import { requirePool } from './lookup-pool.ts';
import { readRepository } from './read-repository.ts';

/** Pool types whose volumes are files below one directory. */
const DIRECTORY_TYPES: readonly string[] = ['dir', 'fs', 'netfs'];

/** A running repository that is a directory. */
export interface DirectoryRepository extends Pick<Repository, 'name' | 'uuid' | 'type' | 'state'> {
  readonly path: string;
}

/**
 * The repository of that name, if files can be put into it.
 * @throws VmkitError `repository.not-found`, `repository.inactive`, `repository.unsuitable` (not a directory).
 */
export async function findRepository(
  libvirt: Libvirt,
  name: string,
  options: CallOptions = {},
): Promise<DirectoryRepository> {
  const pool = await requirePool(libvirt, name, options);
  const { uuid, type, state, path } = await readRepository(libvirt, pool, options);
  const detail = { repository: name, type, state };
  if (path === null || !DIRECTORY_TYPES.includes(type)) {
    throw new VmkitError('repository.unsuitable', `The repository ${name} is not a directory (${type}).`, {
      hint: 'Choose a repository of type dir, fs or netfs, or create one with `vmkit storage create-repo`.',
      detail,
    });
  }
  if (state !== 'active' && state !== 'degraded') {
    throw new VmkitError('repository.inactive', `The repository ${name} is not running.`, {
      hint: `Start it: virsh pool-start '${name}'`,
      detail,
    });
  }
  return { name: pool.name, uuid, type, state, path };
}
