import { create } from 'zustand';
import type { VmkitError } from '../../shared/errors.ts';
import type { Job } from '../../shared/model/job.ts';
import { call } from '../api/call.ts';
import { asVmkitError } from '../api/client.ts';

/** A point of the rate over time. `at` in milliseconds since 1970. */
export interface RateSample {
  readonly at: number;
  readonly bytesPerSecond: number;
}

export interface JobsData {
  readonly byId: Readonly<Record<string, Job>>;
  readonly rates: Readonly<Record<string, readonly RateSample[]>>;
}

interface JobsState extends JobsData {
  readonly loaded: boolean;
  readonly error: VmkitError | null;
  readonly load: () => Promise<void>;
  readonly apply: (job: Job) => void;
  readonly remove: (id: string) => void;
}

/** Points kept per job: at two a second, some five minutes. */
const SAMPLES = 600;
const SAMPLE_MS = 500;

/** The state with `job` as it is now; its rate is kept as a point where the last one is old enough. */
export function withJob(state: JobsData, job: Job, now: number): JobsData {
  const byId = { ...state.byId, [job.id]: job };
  const { progress } = job;
  if (job.state !== 'running' || progress?.kind !== 'progress' || progress.bytesPerSecond === null) {
    return { byId, rates: state.rates };
  }
  const samples = state.rates[job.id] ?? [];
  const last = samples.at(-1);
  if (last && now - last.at < SAMPLE_MS) return { byId, rates: state.rates };
  const more = [...samples, { at: now, bytesPerSecond: progress.bytesPerSecond }].slice(-SAMPLES);
  return { byId, rates: { ...state.rates, [job.id]: more } };
}

/** The state without the job. */
export function withoutJob(state: JobsData, id: string): JobsData {
  const { [id]: _job, ...byId } = state.byId;
  const { [id]: _rates, ...rates } = state.rates;
  return { byId, rates };
}

/** Newest first. */
export function newestFirst(jobs: readonly Job[]): readonly Job[] {
  return jobs.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** Share done of all that runs, 0 to 1, or null where nothing runs. */
export function runningFraction(jobs: readonly Job[]): number | null {
  const running = jobs.filter((job) => job.state === 'running');
  if (running.length === 0) return null;
  return running.reduce((sum, job) => sum + job.fraction, 0) / running.length;
}

export const useJobs = create<JobsState>((set) => ({
  byId: {},
  rates: {},
  loaded: false,
  error: null,
  load: () =>
    call('jobs.list', {}).then(
      (jobs) =>
        set({ byId: Object.fromEntries(jobs.map((job) => [job.id, job])), loaded: true, error: null }),
      (error: unknown) => set({ error: asVmkitError(error), loaded: true }),
    ),
  apply: (job) => set((state) => withJob(state, job, Date.now())),
  remove: (id) => set((state) => withoutJob(state, id)),
}));
