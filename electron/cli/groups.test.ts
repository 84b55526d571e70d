import { expect, test } from 'vitest';
import { VmkitError } from '../../shared/errors.ts';
import type { DoctorReport } from '../../shared/model/doctor.ts';
import { captureSummary, job, machine, repository } from './testing/samples.ts';
import { vmkit } from './testing/vmkit.ts';

test('a listing with --json is one document in the shape of the model', async () => {
  const { code, out, err } = await vmkit(['storage', 'list-repos', '--json'], {
    answers: { 'storage.list': () => [repository('captures')] },
  });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual([repository('captures')]);
  expect(err).toBe('');
});

test('a listing fits a terminal of 60 columns, and a hostile name cannot act on it', async () => {
  const name = `evil\u001b[2J\n${'x'.repeat(200)}`;
  const { out } = await vmkit(['machine', 'list'], {
    answers: { 'machines.list': () => [machine({ name })] },
    columns: 60,
  });
  expect(out.trimEnd().split('\n')).toHaveLength(2);
  expect(out).toContain('evil\\x1b[2J\\x0a');
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
});

test('an error of the services ends with 1 and keeps code, hint and detail in JSON', async () => {
  const failed = new VmkitError('machine.not-found', 'There is no machine "x".', {
    hint: 'List them.',
    detail: { name: 'x' },
  });
  const answers = {
    'machines.show': () => Promise.reject(failed),
  };
  const text = await vmkit(['machine', 'show', 'x'], { answers });
  expect(text).toMatchObject({
    code: 1,
    out: '',
    err: 'Error: There is no machine "x".\n  Next: List them.\n',
  });
  const json = await vmkit(['machine', 'show', 'x', '--json'], { answers });
  expect(JSON.parse(json.err)).toEqual({
    error: {
      code: 'machine.not-found',
      message: 'There is no machine "x".',
      hint: 'List them.',
      detail: { name: 'x' },
    },
  });
});

test('--dry-run changes nothing and quotes the equivalent virsh commands', async () => {
  const { out, calls } = await vmkit([
    '--connect',
    'qemu:///session',
    'storage',
    'create-repo',
    "it's mine",
    '/srv/a b',
    '--dry-run',
  ]);
  expect(calls).toEqual([]);
  expect(out).toContain(
    `virsh --connect qemu:///session pool-define-as 'it'\\''s mine' dir --target '/srv/a b'`,
  );
});

test('stopping a machine asks first, and "no" changes nothing', async () => {
  const no = await vmkit(['machine', 'stop', 'web'], { reply: '' });
  expect(no).toMatchObject({ code: 130, calls: [] });
  const yes = await vmkit(['machine', 'stop', 'web'], {
    reply: 'y',
    answers: { 'machines.stop': () => machine() },
  });
  expect(yes).toMatchObject({ code: 0, out: 'Stopped: web (off)\n' });
});

test('without a terminal and without --yes a destructive command refuses as wrong usage', async () => {
  const answers = { 'capture.list': () => [captureSummary()], 'capture.delete': () => null };
  const refused = await vmkit(['host', 'delete-capture', 'web'], { answers });
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('--yes');
  expect(refused.calls.map((one) => one.name)).toEqual(['capture.list']);
  const done = await vmkit(['host', 'delete-capture', 'web', '--yes'], { answers });
  expect(done.code).toBe(0);
  expect(done.calls.at(-1)).toEqual({
    name: 'capture.delete',
    input: { repository: 'captures', name: 'web' },
  });
});

test('doctor ends with 1 where a check failed, and --fix runs just the repairs that are needed', async () => {
  const failed: DoctorReport = {
    at: '2026-03-01T12:00:00.000Z',
    ok: false,
    checks: [
      {
        id: 'qemu',
        title: 'QEMU',
        state: 'ok',
        finding: 'Found.',
        hint: null,
        fix: { title: 'x', command: 'x' },
      },
      {
        id: 'partclone',
        title: 'partclone',
        state: 'failed',
        finding: 'Not installed.',
        hint: 'Install it.',
        fix: { title: 'Install partclone', command: 'apt-get install partclone' },
      },
    ],
  };
  const answers = { 'doctor.run': () => failed, 'doctor.fix': () => ({ ...failed, ok: true, checks: [] }) };
  const before = await vmkit(['doctor'], { answers });
  expect(before.code).toBe(1);
  expect(before.out).toContain('apt-get install partclone');
  const after = await vmkit(['doctor', '--fix'], { answers });
  expect(after.code).toBe(0);
  expect(after.calls.filter((one) => one.name === 'doctor.fix').map((one) => one.input)).toEqual([
    { id: 'partclone' },
  ]);
});

test('jobs can be filtered by state, and an interrupted one is shown as resumable', async () => {
  const answers = {
    'jobs.list': () => [job(), job({ id: 'job-2', state: 'interrupted', resumable: true })],
    'jobs.show': () => job({ id: 'job-2', state: 'interrupted', resumable: true }),
  };
  const list = await vmkit(['jobs', 'list', '--state', 'interrupted'], { answers });
  expect(list.out).toContain('job-2');
  expect(list.out).not.toContain('job-1');
  expect((await vmkit(['jobs', 'show', 'job-2'], { answers })).out).toContain('can be resumed');
});

test('the console copies what the machine writes', async () => {
  const { code, out, err } = await vmkit(['machine', 'console', 'web'], {
    answers: { 'machines.console': () => ({ reason: 'the machine stopped' }) },
  });
  expect({ code, out }).toEqual({ code: 0, out: '' });
  expect(err).toContain('the machine stopped');
});
