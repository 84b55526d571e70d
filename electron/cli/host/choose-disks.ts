import { fromEnvelope } from '../../../shared/errors.ts';
import type { DiskInfo } from '../../../shared/model/host.ts';
import { formatBytes } from '../../../shared/units.ts';
import type { Context } from '../context.ts';
import { usageError } from '../usage-error.ts';

/**
 * The disks named, else the only disk that is at rest.
 * @throws VmkitError `input.invalid` with the disks there are, where none was named and there is not just one at rest.
 */
export async function chooseDisks(context: Context, named: readonly string[]): Promise<readonly string[]> {
  if (named.length > 0) return named;
  const section = await context.call('host.section', { name: 'disks' });
  if (!section.ok) throw fromEnvelope(section.error);
  const disks = section.name === 'disks' ? section.value : [];
  const atRest = disks.filter((disk) => disk.inUse.length === 0 && disk.sizeBytes > 0);
  const [only] = atRest;
  if (only && atRest.length === 1) return [only.path];
  const why = atRest.length === 0 ? 'No disk is at rest' : `${atRest.length} disks are at rest`;
  throw usageError(`${why}: say which with --disk. There are: ${disks.map(describe).join('; ') || 'none'}.`);
}

function describe(disk: DiskInfo): string {
  const [use] = disk.inUse;
  const state = use ? `in use: ${use.path} ${use.how} ${use.where}`.trim() : 'at rest';
  return `${disk.path} (${[formatBytes(disk.sizeBytes), disk.model, state].filter(Boolean).join(', ')})`;
}
