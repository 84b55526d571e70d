import { VmkitError } from '../../../shared/errors.ts';
import type { Use } from '../../host/disks/find-uses.ts';

/** The error for a disk that is not at rest. */
export function inUse(path: string, uses: readonly Use[], cause?: unknown): VmkitError {
  const listed = uses.map(({ how, where }) =>
    how === 'mounted' ? `mounted at ${where}` : `${how}: ${where}`,
  );
  const who = listed.length > 0 ? listed.join(', ') : 'another program holds it';
  return new VmkitError('disk.in-use', `${path} is in use (${who}).`, {
    hint: 'Capture it live (--consistency live), or unmount it and turn its swap off.',
    detail: { device: path, uses: listed },
    cause,
  });
}
