import { realpath } from 'node:fs/promises';
import { toEnvelope, type ErrorEnvelope } from '../../shared/errors.ts';
import type { CaptureRequest, DiskPlan } from '../../shared/model/capture.ts';
import { diskIdentity } from './disk/identity.ts';
import { openDisk, type OpenDisk } from './disk/open-disk.ts';
import { sortExclusions } from './exclusions.ts';
import { locked, lockOwner } from './folder/lock.ts';
import { mapDisk } from './map/disk-map.ts';
import { duplicateDisk, missingPrograms, unsupportedConsistency } from './refusals.ts';
import type { RangeSet } from './range-set.ts';

/** A disk that is open and mapped. */
export interface PreparedDisk {
  readonly disk: OpenDisk;
  readonly plan: DiskPlan;
  readonly used: RangeSet;
}

export interface Prepared {
  readonly disks: readonly PreparedDisk[];
  /** Why these disks cannot be captured; empty where they can. */
  readonly refusals: readonly ErrorEnvelope[];
  readonly close: () => Promise<void>;
}

/**
 * Opens and maps every disk of a request. What is wrong with one does not hide what is wrong with the next.
 * @param hold keep block devices exclusively until `close`, as a run does; a plan only tries it.
 */
export async function prepareDisks(
  request: CaptureRequest,
  { hold, signal }: { hold: boolean; signal: AbortSignal | undefined },
): Promise<Prepared> {
  const refusals: ErrorEnvelope[] = [...(await missingPrograms()), ...unsupportedConsistency(request)];
  const open: OpenDisk[] = [];
  const disks: PreparedDisk[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(open.map((disk) => disk.close()));
  };
  try {
    if (refusals.length > 0) return { disks, refusals, close };
    await openAll(request.disks, { hold, open, refusals });
    if (refusals.length > 0) return { disks, refusals, close };
    const excluded = await sortExclusions(
      request.exclude,
      open.map(({ path }) => path),
    );
    for (const [index, disk] of open.entries()) {
      disks.push(await prepareDisk(disk, excluded[index] ?? new Set(), signal));
    }
  } catch (error) {
    if (signal?.aborted) await close();
    if (signal?.aborted) throw error;
    refusals.push(toEnvelope(error));
  }
  return { disks, refusals, close };
}

interface Opening {
  readonly hold: boolean;
  readonly open: OpenDisk[];
  readonly refusals: ErrorEnvelope[];
}

async function openAll(paths: readonly string[], { hold, open, refusals }: Opening): Promise<void> {
  for (const path of paths) {
    try {
      await refuseLocked(path);
      const disk = await openDisk(path, { hold });
      const twice = open.some(({ lockKey }) => lockKey === disk.lockKey);
      open.push(disk);
      if (twice) refusals.push(duplicateDisk(path));
    } catch (error) {
      refusals.push(toEnvelope(error));
    }
  }
}

/** That another capture of ours holds it says more than that it is in use. @throws VmkitError `capture.locked`. */
async function refuseLocked(path: string): Promise<void> {
  const owner = await lockOwner(`path:${await realpath(path).catch(() => path)}`);
  if (owner) throw locked(owner);
}

async function prepareDisk(
  disk: OpenDisk,
  exclude: ReadonlySet<number>,
  signal: AbortSignal | undefined,
): Promise<PreparedDisk> {
  const map = await mapDisk(disk, exclude, signal);
  const identity = await diskIdentity(disk, map.contentUuid);
  const plan: DiskPlan = {
    path: disk.path,
    ...identity,
    sizeBytes: disk.sizeBytes,
    usedBytes: map.used.bytes,
    volumes: [...map.volumes],
  };
  return { disk, plan, used: map.used };
}
