import type { Job } from '../../shared/model/job.ts';
import { formatBytes, formatRate, formatTimeLeft } from '../../shared/units.ts';
import { t } from '../words/words.ts';

/** The numbers of a running job in words; null where they are not known. */
export interface ProgressWords {
  readonly phase: string | null;
  readonly left: string | null;
  readonly bytes: string | null;
  readonly rate: string | null;
}

/** Reads a job's newest progress. */
export function progressWords(job: Job): ProgressWords {
  const phase = job.phases.find(({ state }) => state === 'running')?.title ?? null;
  const progress = job.progress?.kind === 'progress' ? job.progress : null;
  if (!progress) return { phase, left: null, bytes: null, rate: null };
  const { doneBytes, totalBytes, bytesPerSecond, secondsLeft } = progress;
  return {
    phase,
    left: secondsLeft === null ? null : t('jobs.left', { time: formatTimeLeft(secondsLeft) }),
    bytes:
      doneBytes === null
        ? null
        : totalBytes === null
          ? formatBytes(doneBytes)
          : t('bytesOf', { used: formatBytes(doneBytes), total: formatBytes(totalBytes) }),
    rate: bytesPerSecond === null ? null : formatRate(bytesPerSecond),
  };
}

/** From creation to its end, or to `now` (milliseconds since 1970) while it runs. In milliseconds. */
export function elapsedMs(job: Job, now: number): number {
  return Math.max(0, (job.finishedAt ? Date.parse(job.finishedAt) : now) - Date.parse(job.createdAt));
}
