import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VmkitError } from '../../../shared/errors.ts';
import type { Job } from '../../../shared/model/job.ts';
import { EventBus } from '../event-bus.ts';
import { JobStore } from './job-store.ts';
import { Jobs } from './jobs.ts';
import type { JobDescription } from './jobs.ts';

const description: JobDescription = {
  kind: 'capture',
  title: 'Capture /dev/sda as web',
  phases: [
    { id: 'copy', title: 'Copy', weight: 0.8, state: 'waiting' },
    { id: 'verify', title: 'Verify', weight: 0.2, state: 'waiting' },
  ],
  steps: [],
  commands: null,
  request: { name: 'web' },
};
const result = { capture: 'web', repository: 'default', machine: null };
const half = {
  kind: 'progress',
  phase: 'verify',
  fraction: 0.5,
  doneBytes: 1,
  totalBytes: 2,
  bytesPerSecond: 1,
  secondsLeft: 1,
} as const;

let folder: string;
let events: EventBus;
let jobs: Jobs;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmkit-jobs-'));
  events = new EventBus();
  jobs = new Jobs(new JobStore(folder), events);
  await jobs.open();
});
afterEach(async () => {
  await jobs.close();
  await rm(folder, { recursive: true });
});

describe('jobs', () => {
  it('go from running to done, phase by phase, weighted, and tell each change', async () => {
    const seen: Job[] = [];
    events.on('job.changed', (job) => seen.push(job));
    const { id } = await jobs.start(description, async ({ report }) => {
      report({ kind: 'phase', phase: 'copy', title: 'Copy' });
      report({ kind: 'phase', phase: 'verify', title: 'Verify' });
      report(half);
      return result;
    });
    const ended = await jobs.ended(id);
    expect(ended).toMatchObject({ state: 'done', fraction: 1, result, error: null });
    expect(ended.finishedAt).not.toBeNull();
    expect(seen.map(({ fraction }) => fraction)).toContain(0.9);
    expect(seen.at(-1)?.state).toBe('done');
  });

  it('keep their error and stay readable by the user only', async () => {
    const { id } = await jobs.start(description, () =>
      Promise.reject(new VmkitError('disk.read-failed', 'Bad sector.', { detail: { offset: 512 } })),
    );
    expect(await jobs.ended(id)).toMatchObject({
      state: 'failed',
      error: { code: 'disk.read-failed', detail: { offset: 512 } },
      resumable: false,
    });
    expect((await stat(join(folder, 'jobs', `${id}.json`))).mode & 0o777).toBe(0o600);
  });

  it('wait for the clean-up when cancelled and say what was undone', async () => {
    const { id } = await jobs.start(description, ({ signal, report }) =>
      cancellable(signal, () => report({ kind: 'undone', text: 'removed the folder' })),
    );
    expect(await jobs.cancel(id)).toMatchObject({
      state: 'cancelled',
      undone: ['removed the folder'],
      error: null,
    });
    await expect(jobs.cancel(id)).rejects.toMatchObject({ code: 'job.finished' });
  });

  it('are cancelled by another process of the same user', async () => {
    const { id } = await jobs.start(description, ({ signal }) => cancellable(signal, () => undefined));
    const other = new Jobs(new JobStore(folder), new EventBus());
    await other.cancel(id);
    expect(await jobs.ended(id)).toMatchObject({ state: 'cancelled' });
  });

  it('are told as interrupted and resumable when their process is gone', async () => {
    const store = new JobStore(folder);
    const { id } = await jobs.start(description, async () => result);
    await jobs.ended(id);
    const record = await store.read(id);
    if (!record) throw new Error('not kept');
    await store.write({
      ...record,
      processStart: '1',
      job: { ...record.job, state: 'running', finishedAt: null },
    });
    expect(await jobs.show(id)).toMatchObject({ state: 'interrupted', resumable: true });
  });

  it('are forgotten on request, but not while they run', async () => {
    const { id } = await jobs.start(description, ({ signal }) => cancellable(signal, () => undefined));
    await expect(jobs.discard(id)).rejects.toMatchObject({ code: 'job.finished' });
    await jobs.cancel(id);
    await jobs.discard(id);
    await expect(jobs.show(id)).rejects.toMatchObject({ code: 'job.not-found' });
    expect(await jobs.list()).toEqual([]);
  });

  it('survive a file that is not a job', async () => {
    const store = new JobStore(folder);
    const { id } = await jobs.start(description, async () => result);
    await jobs.ended(id);
    const { writeFile } = await import('node:fs/promises');
    await writeFile(join(store.folder, 'broken.json'), '{"job":');
    expect((await jobs.list()).map((job) => job.id)).toEqual([id]);
  });
});

function cancellable(signal: AbortSignal, cleanUp: () => void): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      cleanUp();
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    });
  });
}
