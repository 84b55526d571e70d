import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isVmkitError } from '../../../shared/errors.ts';
import { doctorReport } from '../../../shared/model/doctor.ts';
import { CHECK_IDS, type Check } from './check.ts';
import { CHECKS } from './checks/index.ts';
import { askLibvirtSocket } from './libvirt-socket.ts';
import { planFix } from './plan-fix.ts';
import { runDoctor } from './run-doctor.ts';
import { runFix } from './run-fix.ts';

describe('the doctor', () => {
  it('looks at everything on this host, and gives a next step for all that is not well', async () => {
    const report = doctorReport.parse(await runDoctor());
    expect(report.checks.map(({ id }) => id).sort()).toEqual([...CHECK_IDS].sort());
    for (const check of report.checks) {
      expect(check.finding).toMatch(/\.$/);
      expect(check.hint === null).toBe(check.state === 'ok');
    }
    expect(report.ok).toBe(report.checks.every(({ state }) => state !== 'failed'));
  });

  it('goes on when a check cannot be made, and says so', async () => {
    const broken: Check = {
      id: 'qemu',
      title: 'Broken',
      look: () => Promise.reject(new Error('no such thing')),
    };
    const others = CHECKS.filter(({ id }) => id === 'qemu-img');
    const report = await runDoctor({ checks: [broken, ...others] });
    expect(report.checks).toHaveLength(2);
    expect(report.checks[0]).toMatchObject({
      state: 'warning',
      finding: expect.stringContaining('no such thing'),
    });
  });
});

describe('repairs', () => {
  it('install the packages of the distribution, and show the command', async () => {
    expect((await planFix('partclone', { manager: 'apt' }))?.command).toBe(
      'apt-get update && apt-get install -y --no-install-recommends partclone',
    );
    expect((await planFix('ovmf', { manager: 'dnf' }))?.command).toBe('dnf install -y edk2-ovmf');
    expect(await planFix('ovmf', { manager: null })).toBeNull();
  });

  it('add the user who asked to a group', async () => {
    expect((await planFix('libvirt-access', { user: 'ada' }))?.command).toBe('usermod -aG libvirt ada');
  });

  it.each(['', 'nonsense', '__proto__', 'qemu; reboot', 'space'])('know nothing of %j', async (id) => {
    await expect(runFix(id)).rejects.toSatisfy((error) => isVmkitError(error, 'not-supported'));
  });
});

describe("libvirt's socket", () => {
  let folder = '';
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is told to be absent, refusing, or answering', async () => {
    folder = await mkdtemp(join(tmpdir(), 'vmkit-socket-'));
    const path = join(folder, 'sock');
    expect(await askLibvirtSocket({}, [path])).toBe('absent');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(path, resolve));
    expect(await askLibvirtSocket({}, [join(folder, 'none'), path])).toBe('connected');
    await new Promise((resolve) => server.close(resolve));
  });
});
