import type { CapturedDisk, VolumePlan } from '../../../shared/model/capture.ts';
import type { DirtyTracker } from './dirty-tracker.ts';
import type { PreparedDisk } from '../prepare.ts';
import { RangeSet } from '../range-set.ts';
import type { StagedPass } from './staged-pass.ts';

/** A disk in use while it is captured: what of it the image holds, and what is still to come. */
export interface LiveDisk {
  readonly prepared: PreparedDisk;
  readonly tracker: DirtyTracker;
  /** Its image's file name. */
  readonly image: string;
  /** Left out of the image whatever is written there: excluded partitions, what is swapped out. */
  readonly never: RangeSet;
  /** What the image holds, by now. */
  copied: RangeSet;
  /** Taken from the tracker and not yet copied. */
  pending: RangeSet;
  readonly staged: StagedPass[];
  readonly passes: CapturedDisk['passes'];
  /** Written while the last pass read it. */
  disturbed: RangeSet;
  frozenMs: number | null;
}

export function liveDisk(prepared: PreparedDisk, tracker: DirtyTracker, image: string): LiveDisk {
  return {
    prepared,
    tracker,
    image,
    never: neverCopied(prepared.plan.volumes),
    copied: prepared.used,
    pending: RangeSet.empty,
    staged: [],
    passes: [],
    disturbed: RangeSet.empty,
    frozenMs: null,
  };
}

function neverCopied(volumes: readonly VolumePlan[]): RangeSet {
  return RangeSet.of(
    volumes.flatMap(({ method, filesystem, offsetBytes, sizeBytes, usedBytes }) => {
      if (method === 'excluded') return [{ offset: offsetBytes, length: sizeBytes }];
      if (filesystem !== 'swap' || method !== 'header') return [];
      return [{ offset: offsetBytes + usedBytes, length: sizeBytes - usedBytes }];
    }),
  );
}

/** Adds dirty ranges to what is to be copied. */
export function note(disk: LiveDisk, ranges: RangeSet, own: RangeSet): void {
  const wanted = disk.pending.union(ranges).subtract(disk.never).subtract(own);
  disk.pending = wanted.intersect(RangeSet.whole(disk.prepared.disk.sizeBytes));
  disk.copied = disk.copied.union(disk.pending).subtract(own);
}
