import { join } from 'node:path';
import { VmkitError } from '../../shared/errors.ts';
import { listVolumesWithBacking } from '../storage/list-volumes-with-backing.ts';
import type { Target } from './capture-target.ts';
import type { ServiceSet } from './service-set.ts';

/**
 * Refuses where volumes of any running repository are based on a capture's images.
 * @throws VmkitError `capture.in-use` (detail: users)
 */
export async function assertUnused(
  services: ServiceSet,
  target: Target,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const folder = `${join(target.directory, name)}/`;
  const volumes = await listVolumesWithBacking(await services.connection.libvirt(), { signal });
  const users = volumes.filter(({ backingPath }) => backingPath.startsWith(folder)).map(({ path }) => path);
  if (users.length === 0) return;
  throw new VmkitError(
    'capture.in-use',
    `The capture ${name} is what ${users.length} volume(s) are based on: ${users.join(', ')}.`,
    {
      hint: 'Delete the machines that use them first, with their disks.',
      detail: { users },
    },
  );
}
