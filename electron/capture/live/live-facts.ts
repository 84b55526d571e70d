import type { CapturedDisk } from '../../../shared/model/capture.ts';
import { gradeVolumes } from './grade-volumes.ts';
import type { LiveDisk } from './live-disk.ts';

/** What a manifest says of a disk that was in use, besides what it says of every disk. */
export type LiveFacts = Pick<CapturedDisk, 'volumes' | 'passes' | 'frozenMs' | 'lostEvents' | 'usedBytes'>;

export function liveFacts(disk: LiveDisk): LiveFacts {
  return {
    volumes: gradeVolumes(disk),
    passes: disk.passes,
    frozenMs: disk.frozenMs,
    lostEvents: disk.tracker.lostEvents,
    usedBytes: disk.copied.bytes,
  };
}
