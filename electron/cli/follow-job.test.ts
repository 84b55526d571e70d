import { expect, test } from 'vitest';
import type { Job } from '../../shared/model/job.ts';
import { job } from './testing/samples.ts';
import { TestBench, vmkit } from './testing/vmkit.ts';

const progress = {
  kind: 'progress',
  phase: 'copy',
  fraction: 0.5,
  doneBytes: 1024 ** 3,
  totalBytes: 2 * 1024 ** 3,
  bytesPerSecond: 200 * 1024 ** 2,
  secondsLeft: 180,
} as const;

function resuming(bench: TestBench, states: readonly Job[], onCancel: () => void = () => undefined) {
  return {
    bench,
    answers: {
      'jobs.resume': () => {
        setImmediate(() => states.forEach((state) => bench.send(state)));
        return job();
      },
      'jobs.cancel': () => {
        onCancel();
        return job();
      },
    },
  };
}

test('on a terminal one line shows percent, phase, bytes, rate and time left, and is gone at the end', async () => {
  const bench = new TestBench();
  const states = [job({ fraction: 0.5, progress }), job({ state: 'done', fraction: 1 })];
  const { code, err } = await vmkit(['jobs', 'resume', 'job-1'], {
    ...resuming(bench, states),
    columns: 120,
  });
  expect(code).toBe(0);
  expect(err).toContain('50 %  Copying disk 1  1.0 GiB of 2.0 GiB  200 MiB/s  about 3 minutes left');
  expect(err.endsWith('\r\u001b[K')).toBe(true);
});

test('the progress line never wraps on a narrow terminal', async () => {
  const bench = new TestBench();
  const states = [job({ fraction: 0.5, progress }), job({ state: 'done' })];
  const { err } = await vmkit(['jobs', 'resume', 'job-1'], { ...resuming(bench, states), columns: 40 });
  for (const part of err.split(/[\r\n]/)) expect(part.replace('\u001b[K', '').length).toBeLessThan(40);
});

test('with --json progress is JSON lines on standard error and the result one document on standard output', async () => {
  const bench = new TestBench();
  const states = [job({ fraction: 0.5, progress }), job({ state: 'done', fraction: 1 })];
  const { out, err } = await vmkit(['jobs', 'resume', 'job-1', '--json'], resuming(bench, states));
  const lines = err
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { job: string; report: unknown });
  expect(lines.map((line) => line.job)).toEqual(['job-1', 'job-1']);
  expect(lines.at(-1)?.report).toEqual(progress);
  expect((JSON.parse(out) as Job).state).toBe('done');
});

test('with --quiet nothing but the result is written', async () => {
  const bench = new TestBench();
  const states = [job({ fraction: 0.5, progress }), job({ state: 'done', fraction: 1 })];
  const { err } = await vmkit(['jobs', 'resume', 'job-1', '--quiet'], {
    ...resuming(bench, states),
    columns: 80,
  });
  expect(err).toBe('');
});

test('a job that ended before its id was known is noticed', async () => {
  const bench = new TestBench();
  const answers = {
    'jobs.resume': () => {
      bench.send(job({ state: 'done' }));
      return job();
    },
  };
  expect((await vmkit(['jobs', 'resume', 'job-1'], { bench, answers })).code).toBe(0);
});

test('Ctrl+C cancels the job, waits for its clean-up, says what was undone, and ends with 130', async () => {
  const bench = new TestBench();
  const undone = ['removed the folder /srv/captures/web'];
  const options = resuming(bench, [job({ progress })], () => bench.send(job({ state: 'cancelled', undone })));
  setTimeout(() => bench.controller.abort(), 20);
  const { code, err, calls } = await vmkit(['jobs', 'resume', 'job-1'], options);
  expect(code).toBe(130);
  expect(calls.at(-1)).toEqual({ name: 'jobs.cancel', input: { id: 'job-1' } });
  expect(err).toContain('Undone: removed the folder /srv/captures/web');
});

test('a failed job gives its error, what was undone, and how to go on', async () => {
  const bench = new TestBench();
  const error = { code: 'space.exhausted', message: 'No space is left.', hint: 'Free some.' } as const;
  const states = [job({ state: 'failed', error, resumable: true })];
  const { code, err } = await vmkit(['jobs', 'resume', 'job-1'], resuming(bench, states));
  expect(code).toBe(1);
  expect(err).toContain('No space is left.');
  expect(err).toContain('Free some. Continue with `vmkit jobs resume job-1`.');
});
