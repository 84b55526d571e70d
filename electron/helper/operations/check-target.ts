import { VmkitError } from '../../../shared/errors.ts';
import { connect } from '../../libvirt/index.ts';
import { findRepository } from '../../storage/find-repository.ts';

interface Target {
  readonly repository: string;
  readonly directory: string;
}

/**
 * Makes sure that an ordinary user's request stays inside a repository of the system's libvirt: the directory must be
 * the one that libvirt itself says. Root may use any directory.
 * @throws VmkitError `path.unsafe`, `repository.not-found`
 */
export async function checkTarget(target: Target, callerUid: number, signal: AbortSignal): Promise<Target> {
  if (callerUid === 0) return target;
  const libvirt = await connect('qemu:///system', { signal });
  try {
    const found = await findRepository(libvirt, target.repository, { signal });
    if (found.path === target.directory) return target;
    throw new VmkitError(
      'path.unsafe',
      `The repository ${target.repository} is not at ${target.directory}.`,
      {
        hint: 'Refresh and try again.',
        detail: { ...target, actual: found.path },
      },
    );
  } finally {
    await libvirt.close();
  }
}
