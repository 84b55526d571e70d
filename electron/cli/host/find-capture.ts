import { VmkitError } from '../../../shared/errors.ts';
import type { CaptureSummary } from '../../../shared/model/capture.ts';
import type { Context } from '../context.ts';
import { usageError } from '../usage-error.ts';

/**
 * The capture of that name, in that repository or in whichever has it.
 * @throws VmkitError `capture.not-found`; `input.invalid` where several repositories have one of that name.
 */
export async function findCapture(
  context: Context,
  name: string,
  repository: string | undefined,
): Promise<CaptureSummary> {
  const listed = await context.call('capture.list', repository === undefined ? {} : { repository });
  const found = listed.filter((one) => one.name === name);
  const [only] = found;
  if (!only) {
    const where = repository === undefined ? '' : ` in the repository ${repository}`;
    throw new VmkitError('capture.not-found', `There is no capture "${name}"${where}.`, {
      hint: '`vmkit host captures` lists those there are.',
    });
  }
  if (found.length === 1) return only;
  throw usageError(
    `Several repositories have a capture "${name}": say with --repo which (${found.map((one) => one.repository).join(', ')}).`,
  );
}
