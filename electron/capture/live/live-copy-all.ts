import { VmkitError } from '../../../shared/errors.ts';
import type { CaptureRequest } from '../../../shared/model/capture.ts';
import { copyDisk, type CopyOptions } from '../copy-disk.ts';
import { mapDisk } from '../map/disk-map.ts';
import type { PreparedDisk } from '../prepare.ts';
import type { RangeSet } from '../range-set.ts';
import { copyUntilFrozen } from './live-copy.ts';
import { filesystemsOf, type LiveContext } from './live-context.ts';
import { liveDisk, type LiveDisk } from './live-disk.ts';
import { liveMapper } from './live-volume-map.ts';
import { mergePasses } from './merge-passes.ts';
import { OwnFiles, refuseUnknownExtents } from './own-files.ts';

export interface LiveJob {
  readonly prepared: PreparedDisk;
  readonly options: CopyOptions;
}

/**
 * Captures disks in use into their partial images: pass 0 of each, further passes of all together, one freeze, and
 * the passes merged into the images. The trackers go on, for verification.
 */
export async function copyLiveDisks(
  jobs: readonly LiveJob[],
  context: LiveContext,
  request: CaptureRequest,
): Promise<readonly LiveDisk[]> {
  const [first] = jobs;
  if (!first) return [];
  const { folder, signal, log } = first.options;
  await refuseUnknownExtents(
    folder,
    jobs.map(({ prepared }) => prepared.disk),
  );
  const disks: LiveDisk[] = [];
  for (const { prepared, options } of jobs) {
    const own = await new OwnFiles(folder).on(prepared.disk);
    const used = prepared.used.subtract(own);
    const disk = liveDisk({ ...prepared, used }, context.tracker(prepared.disk), options.image);
    disk.passes.push(...(await copyDisk({ ...prepared, used }, options)));
    disks.push(disk);
  }
  const remap = (disk: LiveDisk): Promise<RangeSet> => mapAgain(disk, context, signal);
  const { freezeBudgetMs: budgetMs } = request;
  await copyUntilFrozen(disks, { context, folder, budgetMs, signal, log, remap });
  for (const [index, disk] of disks.entries()) {
    const options = jobs[index]?.options;
    if (!options) throw new VmkitError('internal', 'A disk has no options.');
    await mergePasses(disk.prepared.disk, disk.staged, options);
  }
  return disks;
}

async function mapAgain(
  { prepared, never }: LiveDisk,
  context: LiveContext,
  signal: AbortSignal | undefined,
): Promise<RangeSet> {
  const { disk } = prepared;
  const mapOne = liveMapper(await filesystemsOf(disk), context);
  return (await mapDisk(disk, new Set(), { signal, mapOne })).used.subtract(never);
}
