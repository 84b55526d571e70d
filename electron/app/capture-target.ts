import { VmkitError } from '../../shared/errors.ts';
import { findRepository } from '../storage/find-repository.ts';
import { listRepositories } from '../storage/list-repositories.ts';
import type { ServiceSet } from './service-set.ts';

/** A repository as the helper wants it: its name and its directory. */
export interface Target {
  readonly repository: string;
  readonly directory: string;
}

/** @throws VmkitError `repository.not-found`, `repository.inactive`, `repository.unsuitable` (not a directory) */
export async function captureTarget(
  services: ServiceSet,
  repository: string,
  signal: AbortSignal,
): Promise<Target> {
  const found = await findRepository(await services.connection.libvirt(), repository, { signal });
  return { repository: found.name, directory: found.path };
}

/**
 * One repository, or all running ones that are directories. Captures are readable by root only, so this refuses
 * where it would make the window ask for a password out of the blue.
 * @throws VmkitError `helper.unauthorized`
 */
export async function captureTargets(
  services: ServiceSet,
  repository: string | undefined,
  signal: AbortSignal,
): Promise<readonly Target[]> {
  if (process.getuid?.() !== 0 && !services.helper.running && !services.mayAsk) {
    throw new VmkitError('helper.unauthorized', 'Captures are readable by administrators only.', {
      hint: 'Unlock with administrator rights to see them.',
    });
  }
  if (repository !== undefined) return [await captureTarget(services, repository, signal)];
  const repositories = await listRepositories(await services.connection.libvirt(), { signal });
  return repositories.flatMap(({ name, path, state, type }) =>
    state === 'active' && path !== null && (type === 'dir' || type === 'fs' || type === 'netfs')
      ? [{ repository: name, directory: path }]
      : [],
  );
}
