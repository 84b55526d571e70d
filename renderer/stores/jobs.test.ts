import { describe, expect, it } from 'vitest';
import type { Job } from '../../shared/model/job.ts';
import { newestFirst, runningFraction, withJob, withoutJob } from './jobs.ts';
import type { JobsData } from './jobs.ts';

const NONE: JobsData = { byId: {}, rates: {} };

function job(change: Partial<Job> = {}): Job {
  return {
    id: 'a',
    kind: 'capture',
    title: 'Capture a',
    state: 'running',
    createdAt: '2026-01-01T00:00:00.000Z',
    finishedAt: null,
    fraction: 0.5,
    phases: [],
    progress: {
      kind: 'progress',
      phase: 'copy',
      fraction: 0.5,
      doneBytes: 1,
      totalBytes: 2,
      bytesPerSecond: 100,
      secondsLeft: 1,
    },
    log: [],
    steps: [],
    commands: null,
    result: null,
    error: null,
    undone: [],
    resumable: false,
    pid: 1,
    ...change,
  };
}

describe('the jobs', () => {
  it('keep a point of the rate every half second', () => {
    const first = withJob(NONE, job(), 1000);
    const tooSoon = withJob(first, job(), 1200);
    const later = withJob(tooSoon, job(), 1500);
    expect(later.rates['a']?.map(({ at }) => at)).toEqual([1000, 1500]);
  });

  it('keep no point where the rate is not known or the job is over', () => {
    expect(withJob(NONE, job({ progress: null }), 0).rates).toEqual({});
    expect(withJob(NONE, job({ state: 'done' }), 0).rates).toEqual({});
  });

  it('forget a removed job with its rate', () => {
    expect(withoutJob(withJob(NONE, job(), 0), 'a')).toEqual(NONE);
  });

  it('are listed newest first', () => {
    const old = job({ id: 'old', createdAt: '2025-01-01T00:00:00.000Z' });
    expect(newestFirst([old, job()]).map(({ id }) => id)).toEqual(['a', 'old']);
  });

  it('give the mean of what runs, and nothing where nothing runs', () => {
    expect(
      runningFraction([job({ fraction: 0.2 }), job({ fraction: 0.6 }), job({ state: 'done' })]),
    ).toBeCloseTo(0.4);
    expect(runningFraction([job({ state: 'failed' })])).toBeNull();
  });
});
