import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isVmkitError } from '../../../shared/errors.ts';
import { run } from '../../system/run.ts';
import { readCached, writeCached } from './cache.ts';
import { probeAcceleration } from './probe.ts';
import { findQemu, readAcceleration } from './read-acceleration.ts';
import { runGuest } from './run-guest.ts';

const qemu = await findQemu();

describe.runIf(qemu !== null)('the tiny guest', () => {
  it('goes through all its stages under emulation', async () => {
    const guest = await runGuest({ qemu: qemu ?? '', accelerator: 'tcg', cpu: 'max', timeoutMs: 30_000 });
    expect(guest).toMatchObject({ finished: true, stages: 'ABCDEFG', complaint: null });
  });

  it('is reported with what QEMU says where it cannot start', async () => {
    const guest = await runGuest({
      qemu: qemu ?? '',
      accelerator: 'tcg',
      cpu: 'nonsense',
      timeoutMs: 30_000,
    });
    expect(guest.finished).toBe(false);
    expect(guest.complaint).toContain('nonsense');
  });

  it('ends when it is cancelled, and leaves nothing behind', async () => {
    const folders = async (): Promise<string[]> =>
      (await readdir(tmpdir())).filter((name) => name.startsWith('vmkit-probe-'));
    const before = await folders();
    const stop = new AbortController();
    const guest = runGuest({
      qemu: qemu ?? '',
      accelerator: 'tcg',
      cpu: 'max',
      timeoutMs: 30_000,
      signal: stop.signal,
    });
    stop.abort();
    await expect(guest).rejects.toSatisfy((error) => isVmkitError(error, 'cancelled'));
    expect((await folders()).filter((name) => !before.includes(name))).toEqual([]);
  });
});

describe.runIf(qemu !== null)('the probe', () => {
  // Whatever this host's /dev/kvm does with a plain CPU model (run, hang, refuse), a longer try must agree.
  it('agrees with a guest that is given all the time it wants', async () => {
    const found = await probeAcceleration({ qemu: qemu ?? '', cpu: 'qemu64' });
    const patient = await runGuest({ qemu: qemu ?? '', accelerator: 'kvm', cpu: 'qemu64', timeoutMs: 8000 });
    expect(found.works).toBe(patient.finished ? 'kvm' : 'tcg');
    expect(found.reason).toMatch(/\.$/);
  });

  it('finds what it found before without another guest', async () => {
    const first = await readAcceleration();
    expect(await readAcceleration()).toEqual(first);
  });
});

describe('an ordinary user without access to /dev/kvm', () => {
  const root = process.geteuid?.() === 0;
  it.runIf(root)('is told which group to join', async () => {
    const script = `import(${JSON.stringify(new URL('read-acceleration.ts', import.meta.url).pathname)}).then(async (m) => console.log(JSON.stringify(await m.readAcceleration())))`;
    const device = await stat('/dev/kvm').catch(() => null);
    if (device === null || (device.mode & 0o006) === 0o006) return;
    const { stdout } = await run(
      ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups', process.execPath, '--import', 'tsx', '-e', script],
      { cwd: new URL('../../..', import.meta.url).pathname, env: { HOME: '/nonexistent' } },
    ); // prettier-ignore
    expect(JSON.parse(stdout)).toMatchObject({
      works: 'tcg',
      reason: expect.stringContaining('group "kvm"'),
    });
  });
});

describe('the cache', () => {
  let folder = '';
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('answers for the same key only, and survives rubbish and folders that cannot be written', async () => {
    folder = await mkdtemp(join(tmpdir(), 'vmkit-cache-'));
    const path = join(folder, 'state', 'acceleration.json');
    const value = { works: 'kvm', reason: 'Ran.', probedMs: 1 } as const;
    expect(await readCached('a', path)).toBeNull();
    await writeCached('a', value, path);
    expect(await readCached('a', path)).toEqual(value);
    expect(await readCached('b', path)).toBeNull();
    await expect(writeCached('a', value, join(path, 'below a file'))).resolves.toBeUndefined();
  });
});
