import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureManifest } from '../../shared/model/capture.ts';
import { machineDetail, virtualizePlan } from '../../shared/model/machine.ts';
import { buildDebianDisk } from '../fixtures/debian-disk.ts';
import type { DebianDisk } from '../fixtures/debian-disk.ts';
import { attachLoop } from '../fixtures/loop-disk.ts';
import type { LoopDisk } from '../fixtures/loop-disk.ts';
import { vmkit, vmkitJson } from './cli.ts';

/*
 * The proof of the main job through the command line: a bootable disk becomes a capture, the capture a machine, and
 * the machine boots to its login prompt under emulation.
 */
let folder: string;
let disk: DebianDisk;
let loop: LoopDisk;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmkit-main-job-'));
  // QEMU runs as a user of its own and must reach its disks.
  await chmod(folder, 0o755);
  disk = await buildDebianDisk({ directory: folder, hostname: 'captured-host' });
  loop = await attachLoop(disk.path);
  await vmkitJson(['storage', 'create-repo', 'main-job', join(folder, 'repository')]);
});

afterAll(async () => {
  for (const name of ['web', 'twin']) {
    await execa('virsh', ['destroy', name], { reject: false });
    await execa('virsh', ['undefine', name, '--nvram'], { reject: false });
  }
  await execa('virsh', ['pool-destroy', 'main-job'], { reject: false });
  await execa('virsh', ['pool-undefine', 'main-job'], { reject: false });
  await loop.detach();
  await rm(folder, { recursive: true, force: true });
});

const capture = (): string[] => ['--disk', loop.device, '--repo', 'main-job'];

describe('from a disk to a machine, by the command line', () => {
  it('shows the plan first and changes nothing', async () => {
    const plan = virtualizePlan.parse(
      await vmkitJson(['host', 'virtualize', 'web', ...capture(), '--dry-run']),
    );
    expect(plan.refusals).toEqual([]);
    expect(plan.capture?.usedBytes).toBeGreaterThan(100e6);
    expect(plan.capture?.usedBytes).toBeLessThan(disk.sizeBytes);
    expect(plan.machine).toMatchObject({ firmware: 'bios', diskBus: 'virtio' });
    expect(plan.commands.vmkit).toContain(loop.device);
    expect(await readdir(join(folder, 'repository'))).toEqual([]);
  });

  it('captures, defines, starts, and the machine boots to its login prompt', async () => {
    await vmkitJson([
      'host',
      'virtualize',
      'web',
      ...capture(),
      '--memory',
      '512M',
      '--cpus',
      '1',
      '--start',
      '--yes',
    ]);
    const stop = AbortSignal.timeout(240_000);
    const output = await consoleUntil('web', /captured-host login:/, stop);
    expect(output).toMatch(/captured-host login:/);
  });

  it('leaves a capture that only its owner can read, with what is needed to use it anywhere', async () => {
    const directory = join(folder, 'repository', 'web');
    expect((await readdir(directory)).toSorted()).toEqual([
      'boot.json',
      'disk0.qcow2',
      'inventory.json',
      'manifest.json',
    ]);
    const modes = await Promise.all(
      (await readdir(directory)).map(async (name) => (await stat(join(directory, name))).mode & 0o777),
    );
    expect(modes).toEqual([0o600, 0o600, 0o600, 0o600]);
    const manifest = captureManifest.parse(
      await vmkitJson(['host', 'show-capture', 'web', '--repo', 'main-job']),
    );
    const sum = await execa('sha256sum', [join(directory, 'disk0.qcow2')]);
    expect(manifest).toMatchObject({
      state: 'complete',
      disks: [{ sha256: sum.stdout.split(' ')[0], virtualBytes: disk.sizeBytes }],
    });
    expect(manifest.disks[0]?.volumes.every(({ grade }) => grade === 'consistent')).toBe(true);
  });

  it('makes a machine that virsh sees and that runs on top of the capture', async () => {
    const machine = machineDetail.parse(await vmkitJson(['machine', 'show', 'web']));
    expect(machine).toMatchObject({
      state: 'running',
      cpus: 1,
      memoryBytes: 512 * 1024 ** 2,
      vnc: expect.stringMatching(/^\//),
    });
    const { stdout } = await execa('virsh', ['domblklist', 'web']);
    expect(stdout).toContain('web-disk0.qcow2');
    expect(stdout).not.toContain('/web/disk0.qcow2');
  });

  it('makes a second machine of the same capture', async () => {
    await vmkitJson([
      'host',
      'virtualize',
      'twin',
      '--from-capture',
      'web',
      '--repo',
      'main-job',
      '--memory',
      '512M',
      '--yes',
    ]);
    expect(await vmkitJson(['machine', 'show', 'twin'])).toMatchObject({ state: 'off' });
  });

  it('refuses to delete a capture that machines stand on, and names what does', async () => {
    const { exitCode, stderr } = await vmkit([
      'host',
      'delete-capture',
      'web',
      '--repo',
      'main-job',
      '--yes',
      '--json',
    ]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(lastLine(stderr))).toMatchObject({
      error: { code: 'capture.in-use', message: expect.stringContaining('twin-disk0') },
    });
  });
});

describe('bad input, by the command line', () => {
  const cases: readonly [string, () => string[], string][] = [
    [
      'a disk that does not exist',
      () => ['host', 'capture', 'x', '--disk', '/dev/no-such-disk', '--repo', 'main-job'],
      'disk.not-found',
    ],
    [
      'a folder in place of a disk',
      () => ['host', 'capture', 'x', '--disk', '/etc', '--repo', 'main-job'],
      'disk.not-a-disk',
    ],
    [
      'the same disk twice',
      () => ['host', 'capture', 'x', ...capture(), '--disk', loop.device],
      'input.invalid',
    ],
    ['a capture that exists', () => ['host', 'capture', 'web', ...capture()], 'capture.exists'],
    [
      'a repository that does not exist',
      () => ['host', 'capture', 'x', '--disk', loop.device, '--repo', 'nowhere'],
      'repository.not-found',
    ],
    [
      'a machine that exists',
      () => ['host', 'virtualize', 'web', '--from-capture', 'web', '--repo', 'main-job'],
      'machine.exists',
    ],
    [
      'nothing to resume',
      () => ['host', 'capture', 'x', ...capture(), '--resume'],
      'capture.nothing-to-resume',
    ],
    ['a machine that does not exist', () => ['machine', 'start', 'no-such'], 'machine.not-found'],
  ];

  it.each(cases)('%s is refused with a code and a next step', async (_what, args, code) => {
    const { exitCode, stderr } = await vmkit([...args(), '--yes', '--json']);
    expect(JSON.parse(lastLine(stderr))).toMatchObject({
      error: { code, message: expect.any(String), hint: expect.any(String) },
    });
    expect(exitCode).toBeGreaterThan(0);
  });

  it.each(['a b', '../x', 'a:b', 'a,b', '$(id)', '"q"', 'x'.repeat(300)])(
    'refuses the name %j as wrong usage',
    async (name) => {
      const { exitCode, stderr } = await vmkit(['host', 'capture', name, ...capture(), '--yes', '--json']);
      expect(exitCode).toBe(2);
      expect(JSON.parse(lastLine(stderr))).toMatchObject({ error: { code: 'input.invalid' } });
    },
  );

  it('refuses a mounted disk, says where it is mounted, and leaves nothing', async () => {
    const image = join(folder, 'mounted.img');
    const mountPoint = join(folder, 'mounted');
    await execa('truncate', ['-s', '64M', image]);
    await execa('mkfs.ext4', ['-q', image]);
    await mkdir(mountPoint);
    const mounted = await attachLoop(image);
    await execa('mount', [mounted.device, mountPoint]);
    try {
      const { exitCode, stderr } = await vmkit([
        'host',
        'capture',
        'busy',
        '--disk',
        mounted.device,
        '--repo',
        'main-job',
        '--consistency',
        'offline',
        '--yes',
        '--json',
      ]);
      expect(exitCode).toBe(1);
      expect(JSON.parse(lastLine(stderr))).toMatchObject({
        error: { code: 'disk.in-use', message: expect.stringContaining(mountPoint) },
      });
    } finally {
      await execa('umount', [mountPoint]);
      await mounted.detach();
    }
    expect(await readdir(join(folder, 'repository'))).not.toContain('busy');
  });

  it('refuses a repository without space, in bytes', async () => {
    const small = join(folder, 'small');
    await mkdir(small);
    await execa('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', small]);
    try {
      await vmkitJson(['storage', 'create-repo', 'small', small]);
      const { stderr } = await vmkit([
        'host',
        'capture',
        'big',
        '--disk',
        loop.device,
        '--repo',
        'small',
        '--yes',
        '--json',
      ]);
      expect(JSON.parse(lastLine(stderr))).toMatchObject({
        error: {
          code: 'space.insufficient',
          detail: { neededBytes: expect.any(Number), freeBytes: expect.any(Number) },
        },
      });
      expect(await readdir(small)).toEqual([]);
    } finally {
      await execa('virsh', ['pool-destroy', 'small'], { reject: false });
      await execa('virsh', ['pool-undefine', 'small'], { reject: false });
      await execa('umount', [small]);
    }
  });

  it('says that libvirtd is not running, and what to do', async () => {
    const { exitCode, stderr } = await vmkit([
      '--connect',
      'qemu:///system?socket=/run/no-such-socket',
      'machine',
      'list',
      '--json',
    ]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(lastLine(stderr))).toMatchObject({
      error: { code: 'libvirt.unreachable', hint: expect.any(String) },
    });
  });
});

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

async function consoleUntil(name: string, pattern: RegExp, signal: AbortSignal): Promise<string> {
  const abort = new AbortController();
  const child = execa(process.execPath, ['out/main/cli.js', 'machine', 'console', name], {
    reject: false,
    stdin: 'pipe',
    buffer: false,
    cancelSignal: AbortSignal.any([signal, abort.signal]),
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (pattern.test(output)) abort.abort();
  });
  await child;
  return output;
}
