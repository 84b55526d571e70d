import { chmod, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doctorReport } from '../../shared/model/doctor.ts';
import { attachLoop } from '../fixtures/loop-disk.ts';
import type { LoopDisk } from '../fixtures/loop-disk.ts';
import { vmkit, vmkitJson } from './cli.ts';

/** The checkout at a place that ordinary users of the private host can read. */
const CLI = join(process.env.VMKIT_CHECKOUT ?? process.cwd(), 'out/main/cli.js');

let folder: string;
let loop: LoopDisk;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmkit-adversity-'));
  await chmod(folder, 0o755);
  const image = join(folder, 'disk.img');
  const file = await open(image, 'w');
  await file.truncate(64 * 1024 ** 2);
  await file.close();
  await execa('mkfs.ext4', ['-q', image]);
  loop = await attachLoop(image);
  await vmkitJson(['storage', 'create-repo', 'adversity', join(folder, 'repository')]);
});

afterAll(async () => {
  await execa('virsh', ['pool-destroy', 'adversity'], { reject: false });
  await execa('virsh', ['pool-undefine', 'adversity'], { reject: false });
  await loop.detach();
  await rm(folder, { recursive: true, force: true });
});

const capture = (name: string): string[] => [
  'host',
  'capture',
  name,
  '--disk',
  loop.device,
  '--repo',
  'adversity',
  '--yes',
  '--json',
];

describe('a host in disorder', () => {
  it('without qemu-img: a capture is refused before anything is made, and the doctor names the package', async () => {
    const result = await withoutProgram('/usr/bin/qemu-img', capture('no-qemu-img'));
    expect(errorOf(result.stderr)).toMatchObject({
      code: 'program.missing',
      hint: expect.stringContaining('doctor'),
    });
    expect(await readdir(join(folder, 'repository'))).toEqual([]);
    const doctor = await withoutProgram('/usr/bin/qemu-img', ['doctor', '--json']);
    const check = doctorReport
      .parse(JSON.parse(doctor.stdout))
      .checks.find(({ finding }) => finding.includes('qemu-img'));
    expect(check).toMatchObject({ state: 'failed', fix: { command: expect.stringContaining('qemu-utils') } });
  });

  it('without a folder for jobs: what is no job still works, and a capture says what to do', async () => {
    const env = { XDG_STATE_HOME: join(folder, 'disk.img') };
    expect(await vmkitJson(['host', 'info', '--section', 'cpu'], { env })).toMatchObject({
      cpu: { ok: true },
    });
    const { stderr } = await vmkit(capture('no-state'), { env });
    expect(errorOf(stderr)).toMatchObject({ code: 'file.failed', hint: expect.stringContaining('write') });
    expect(await readdir(join(folder, 'repository'))).toEqual([]);
  });

  it('for a user without administrator rights: says so, with a next step, and leaves nothing', async () => {
    const result = await asUser('vmkit-guest', capture('guest'));
    expect(result.exitCode).toBe(1);
    expect(errorOf(result.stderr)).toMatchObject({ code: 'helper.unauthorized', hint: expect.any(String) });
    expect(await readdir(join(folder, 'repository'))).toEqual([]);
  });

  it('for that user, what needs no rights still works', async () => {
    const result = await asUser('vmkit-guest', ['host', 'info', '--section', 'cpu', '--json']);
    expect(JSON.parse(result.stdout)).toMatchObject({ cpu: { ok: true } });
  });

  it('for a user whose rights come through polkit, the helper captures, and only root can read the result', async () => {
    const result = await asUser('vmkit-test', capture('polkit'));
    expect(result.stderr.trim().split('\n').at(-1)).not.toContain('"error"');
    expect(result.exitCode).toBe(0);
    const denied = await execa(
      'runuser',
      ['-u', 'vmkit-test', '--', 'cat', join(folder, 'repository/polkit/disk0.qcow2')],
      { reject: false },
    );
    expect(denied.stderr).toContain('Permission denied');
  });

  it('a compromised application cannot make the helper write where no repository is', async () => {
    const request = { name: 'evil', disks: [loop.device], repository: 'adversity' };
    const input = {
      request,
      target: { repository: 'adversity', directory: '/etc' },
      inventory: {},
      host: {
        hostname: 'x',
        os: null,
        architecture: 'x86_64',
        firmware: 'bios',
        secureBoot: null,
        threads: 1,
        memoryBytes: 1,
        nics: [],
      },
    };
    const line = JSON.stringify({ kind: 'call', id: 1, operation: 'capture.run', input });
    const answer = await askHelper(line);
    expect(answer).toContain('path.unsafe');
    expect(await readdir('/etc')).not.toContain('evil');
  });
});

/** Runs the command line as a user of the private host, with a home of its own. */
async function asUser(user: string, args: readonly string[]) {
  const home = join(folder, `home-${user}`);
  await execa('install', ['--directory', `--owner=${user}`, home]);
  const env = { HOME: home, XDG_STATE_HOME: join(home, 'state'), XDG_CONFIG_HOME: join(home, 'config') };
  return execa('runuser', ['-u', user, '--', process.execPath, CLI, ...args], { reject: false, env });
}

/** Says one line to the helper through polkit, and closes its input once it has answered. */
async function askHelper(line: string): Promise<string> {
  const helper = execa('runuser', ['-u', 'vmkit-test', '--', 'pkexec', '/usr/libexec/vmkit/helper'], {
    reject: false,
  });
  helper.stdin.write(`${line}\n`);
  helper.stdout.once('data', () => helper.stdin.end());
  return (await helper).stdout;
}

/** Runs the command line where one program is not there: hidden in a mount namespace of its own. */
async function withoutProgram(program: string, args: readonly string[]) {
  const nothing = join(folder, 'nothing');
  await writeFile(nothing, '', { mode: 0o644 });
  const script = 'mount --bind "$1" "$2" && shift 2 && exec "$@"';
  return execa(
    'unshare',
    ['--mount', 'sh', '-c', script, 'sh', nothing, program, process.execPath, CLI, ...args],
    { reject: false },
  );
}

function errorOf(stderr: string): { readonly code?: string; readonly hint?: string } | undefined {
  const last: unknown = JSON.parse(stderr.trim().split('\n').at(-1) || '{}');
  return typeof last === 'object' && last && 'error' in last ? (last.error as { code: string }) : undefined;
}
