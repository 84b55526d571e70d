import { realpath } from 'node:fs/promises';
import { isVmkitError, toEnvelope, type ErrorEnvelope } from '../../shared/errors.ts';
import type { CaptureRequest, DiskPlan } from '../../shared/model/capture.ts';
import { diskIdentity } from './disk/identity.ts';
import { openDisk, type OpenDisk } from './disk/open-disk.ts';
import { sortExclusions } from './exclusions.ts';
import { locked, lockOwner } from './folder/lock.ts';
import { filesystemsOf, LiveContext } from './live/live-context.ts';
import { refuseUntraceableKernel } from './live/kernel-tracing.ts';
import { liveMapper } from './live/live-volume-map.ts';
import { openLiveDisk } from './live/open-live-disk.ts';
import { withoutFreeze } from './live/without-freeze.ts';
import { mapDisk } from './map/disk-map.ts';
import { capturesInUse, duplicateDisk, missingPrograms, unsupportedConsistency } from './refusals.ts';
import type { RangeSet } from './range-set.ts';

/** A disk that is open and mapped. */
export interface PreparedDisk {
  readonly disk: OpenDisk;
  /** In use while it is captured. */
  readonly live: boolean;
  readonly plan: DiskPlan;
  readonly used: RangeSet;
}

export interface Prepared {
  readonly disks: readonly PreparedDisk[];
  /** What a run that captures disks in use follows and freezes them with; null where it does not. */
  readonly live: LiveContext | null;
  /** Why these disks cannot be captured; empty where they can. */
  readonly refusals: readonly ErrorEnvelope[];
  readonly close: () => Promise<void>;
}

/**
 * Opens and maps every disk of a request. What is wrong with one does not hide what is wrong with the next.
 * @param hold keep block devices exclusively until `close`, as a run does, and follow what is written to those in use;
 * a plan only tries it.
 */
export async function prepareDisks(
  request: CaptureRequest,
  { hold, signal }: { hold: boolean; signal: AbortSignal | undefined },
): Promise<Prepared> {
  const refusals: ErrorEnvelope[] = [...(await missingPrograms()), ...unsupportedConsistency(request)];
  const open: OpenDisk[] = [];
  const inUse = new Set<OpenDisk>();
  const disks: PreparedDisk[] = [];
  let live: LiveContext | null = null;
  const close = async (): Promise<void> => {
    await live?.close();
    await Promise.all(open.map((disk) => disk.close()));
  };
  const result = (): Prepared => ({ disks, live, refusals, close });
  try {
    if (refusals.length > 0) return result();
    await openAll(request, { hold, open, inUse, refusals });
    if (refusals.length > 0) return result();
    const excluded = await sortExclusions(
      request.exclude,
      open.map(({ path }) => path),
    );
    if (hold) live = await startLive(request, inUse);
    else if (inUse.size > 0 && request.consistency !== 'best-effort') await refuseUntraceableKernel();
    for (const [index, disk] of open.entries()) {
      const exclude = excluded[index] ?? new Set();
      disks.push(await prepareDisk(disk, { exclude, live: inUse.has(disk), request, context: live, signal }));
    }
  } catch (error) {
    if (signal?.aborted) await close();
    if (signal?.aborted) throw error;
    refusals.push(toEnvelope(error));
  }
  return result();
}

interface Opening {
  readonly hold: boolean;
  readonly open: OpenDisk[];
  readonly inUse: Set<OpenDisk>;
  readonly refusals: ErrorEnvelope[];
}

async function openAll(request: CaptureRequest, { hold, open, inUse, refusals }: Opening): Promise<void> {
  for (const path of request.disks) {
    try {
      await refuseLocked(path);
      const { disk, live } = await openAnyhow(path, hold, request);
      if (live) inUse.add(disk);
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

/** At rest where it is, else in use, where that was asked for. */
async function openAnyhow(
  path: string,
  hold: boolean,
  request: CaptureRequest,
): Promise<{ readonly disk: OpenDisk; readonly live: boolean }> {
  try {
    return { disk: await openDisk(path, { hold }), live: false };
  } catch (error) {
    if (!isVmkitError(error, 'disk.in-use') || !capturesInUse(request)) throw error;
    return { disk: await openLiveDisk(path), live: true };
  }
}

async function startLive(
  { consistency }: CaptureRequest,
  inUse: ReadonlySet<OpenDisk>,
): Promise<LiveContext | null> {
  return inUse.size === 0 || consistency === 'best-effort' ? null : LiveContext.start([...inUse]);
}

interface Preparation {
  readonly exclude: ReadonlySet<number>;
  readonly live: boolean;
  readonly request: CaptureRequest;
  readonly context: LiveContext | null;
  readonly signal: AbortSignal | undefined;
}

async function prepareDisk(
  disk: OpenDisk,
  { exclude, live, request, context, signal }: Preparation,
): Promise<PreparedDisk> {
  const filesystems = live ? await filesystemsOf(disk) : [];
  const mapping = live ? { signal, mapOne: liveMapper(filesystems, context) } : { signal };
  const map = await mapDisk(disk, exclude, mapping);
  const identity = await diskIdentity(disk, map.contentUuid);
  const bestEffort = live && request.consistency === 'best-effort';
  const plan: DiskPlan = {
    path: disk.path,
    ...identity,
    sizeBytes: disk.sizeBytes,
    usedBytes: map.used.bytes,
    volumes: map.volumes.map((volume) => (bestEffort ? withoutFreeze(volume, filesystems) : volume)),
  };
  return { disk, live, plan, used: map.used };
}
