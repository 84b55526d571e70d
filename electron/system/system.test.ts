import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ProgressReport } from '../../shared/model/job.ts';
import { Meter } from './meter.ts';
import { run } from './run.ts';
import { undoOnFailure } from './undo.ts';
import { writeFileAtomic } from './write-file-atomic.ts';

describe('running a program', () => {
  it('passes each argument as it is: there is no shell', async () => {
    const words = ['$(id)', '-x', 'a b', '`id`', "it's", '*', ';true', '🙂', ''];
    const { stdout } = await run(['printf', '%s\\n', ...words]);
    expect(stdout).toBe(`${words.join('\n')}\n`);
  });

  it('fails with argv, exit code and the last of standard error', async () => {
    await expect(run(['ls', '/no/such/place'])).rejects.toMatchObject({
      code: 'program.failed',
      detail: {
        argv: ['ls', '/no/such/place'],
        exitCode: 2,
        stderr: expect.stringContaining('/no/such/place'),
      },
    });
  });

  it('takes the exit codes it is told to', async () => {
    expect((await run(['false'], { okExitCodes: [0, 1] })).exitCode).toBe(1);
  });

  it('names a program that is missing', async () => {
    await expect(run(['no-such-program-here'])).rejects.toMatchObject({
      code: 'program.missing',
      hint: expect.stringContaining('doctor'),
    });
  });

  it('stops at its time limit', async () => {
    await expect(run(['sleep', '30'], { timeoutMs: 50 })).rejects.toMatchObject({ code: 'program.timeout' });
  });

  it('stops when cancelled, before and while it runs', async () => {
    await expect(run(['sleep', '30'], { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    await expect(run(['sleep', '30'], { signal: AbortSignal.timeout(30) })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('hears lines as they come, progress with carriage returns included', async () => {
    const lines: string[] = [];
    await run(['printf', ' (1/100%%)\\r (2/100%%)\\rend'], { onLine: (line) => lines.push(line) });
    expect(lines).toEqual([' (1/100%)', ' (2/100%)', 'end']);
  });

  it('gives the program a plain locale', async () => {
    expect((await run(['env'])).stdout).toContain('LC_ALL=C\n');
  });
});

describe('undo', () => {
  it('takes back in reverse order, goes on where one fails, and throws the first error', async () => {
    const log: string[] = [];
    const reports: ProgressReport[] = [];
    const work = undoOnFailure(
      async (undo) => {
        undo.push('one', async () => void log.push('one'));
        undo.push('two', () => Promise.reject(new Error('stuck')));
        undo.push('three', async () => void log.push('three'));
        throw new Error('first');
      },
      (report) => reports.push(report),
    );
    await expect(work).rejects.toThrow('first');
    expect(log).toEqual(['three', 'one']);
    expect(reports.map(({ kind }) => kind)).toEqual(['undone', 'log', 'undone']);
  });

  it('takes nothing back after success', async () => {
    const log: string[] = [];
    await undoOnFailure(async (undo) => undo.push('one', async () => void log.push('one')));
    expect(log).toEqual([]);
  });
});

describe('the progress meter', () => {
  it('reports at most ten times a second, the last value always, with a steady rate', () => {
    let clock = 0;
    const reports: ProgressReport[] = [];
    const meter = new Meter(
      'copy',
      1000,
      (report) => reports.push(report),
      () => clock,
    );
    for (let done = 0; done <= 1000; done += 1) {
      clock += 1;
      meter.update(done);
    }
    expect(reports.length).toBeLessThanOrEqual(12);
    expect(reports.at(-1)).toMatchObject({
      fraction: 1,
      doneBytes: 1000,
      bytesPerSecond: 1000,
      secondsLeft: 0,
    });
  });

  it('never goes past the whole, and tells an empty phase as done', () => {
    const reports: ProgressReport[] = [];
    new Meter('copy', 10, (report) => reports.push(report)).update(11);
    new Meter('copy', 0, (report) => reports.push(report)).update(0);
    expect(reports).toMatchObject([{ fraction: 1 }, { fraction: 1 }]);
  });
});

describe('writing a file atomically', () => {
  it('makes it readable by its owner only and leaves nothing beside it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vmkit-'));
    try {
      const path = join(folder, 'deep', 'file.json');
      await writeFileAtomic(path, 'one');
      await writeFileAtomic(path, 'two');
      expect(await readFile(path, 'utf8')).toBe('two');
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect(await readdir(join(folder, 'deep'))).toEqual(['file.json']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
