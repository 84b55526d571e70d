import { chmod, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureSummary } from '../../shared/model/capture.ts';
import { job as jobSchema } from '../../shared/model/job.ts';
import { attachLoop } from '../fixtures/loop-disk.ts';
import type { LoopDisk } from '../fixtures/loop-disk.ts';
import { vmkit, vmkitJson } from './cli.ts';

const CLI = resolve(import.meta.dirname, '../../out/main/cli.js');
const DISK_BYTES = 1024 ** 3;
const CHUNK = 16 * 1024 ** 2;

let folder: string;
let loop: LoopDisk;

/** A disk without structure, full of what does not compress: copying it takes long enough to be interrupted. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmkit-interrupted-'));
  await chmod(folder, 0o755);
  const image = join(folder, 'disk.img');
  const file = await open(image, 'w');
  for (let at = 0; at < DISK_BYTES; at += CHUNK)
    await file.write(crypto.getRandomValues(new Uint8Array(65536)), 0, 65536, at);
  await file.truncate(DISK_BYTES);
  await file.close();
  await execa('dd', [
    'if=/dev/urandom',
    `of=${image}`,
    'bs=1M',
    'count=700',
    'seek=100',
    'conv=notrunc',
    'status=none',
  ]);
  loop = await attachLoop(image);
  await vmkitJson(['storage', 'create-repo', 'interrupted', join(folder, 'repository')]);
});

afterAll(async () => {
  await execa('virsh', ['pool-destroy', 'interrupted'], { reject: false });
  await execa('virsh', ['pool-undefine', 'interrupted'], { reject: false });
  await loop.detach();
  await rm(folder, { recursive: true, force: true });
});

const args = (name: string): string[] => [
  'host',
  'capture',
  name,
  '--disk',
  loop.device,
  '--repo',
  'interrupted',
  '--yes',
  '--json',
];

describe('a capture whose command line dies', () => {
  it('stops by itself, leaves no process, can be listed, and is resumed to the end', async () => {
    const child = startUntilCopying(args('killed'));
    await child.copying;
    expect(await capturePrograms()).not.toEqual([]);
    child.kill('SIGKILL');
    await expect.poll(() => capturePrograms(), { timeout: 10_000 }).toEqual([]);
    const captures = captureSummary.array().parse(await vmkitJson(['host', 'captures']));
    expect(captures).toMatchObject([{ name: 'killed', state: 'interrupted' }]);
    const jobs = jobSchema.array().parse(await vmkitJson(['jobs', 'list']));
    const interrupted = jobs.find((job) => job.state === 'interrupted');
    expect(interrupted?.resumable).toBe(true);
    await vmkitJson(['jobs', 'resume', interrupted?.id ?? '']);
    expect(await vmkitJson(['host', 'show-capture', 'killed'])).toMatchObject({ state: 'complete' });
    await sameBytes('killed');
  });

  it('refuses a second capture of the same disk meanwhile, and one of the same name', async () => {
    const child = startUntilCopying(args('first'));
    await child.copying;
    const [sameDisk, sameName] = await Promise.all([vmkit(args('second')), vmkit(args('first'))]);
    child.kill('SIGINT');
    await child.ended;
    expect(code(sameDisk.stderr)).toBe('capture.locked');
    expect(['capture.locked', 'capture.exists']).toContain(code(sameName.stderr));
    expect(await readdir(join(folder, 'repository'))).toEqual(['killed']);
  });

  it('takes everything back when it is interrupted by the user, and says so', async () => {
    const child = startUntilCopying(args('cancelled'));
    await child.copying;
    child.kill('SIGINT');
    const { exitCode, stderr } = await child.ended;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('removed the unfinished capture cancelled');
    expect(await readdir(join(folder, 'repository'))).toEqual(['killed']);
    expect(await capturePrograms()).toEqual([]);
  });
});

function startUntilCopying(argv: readonly string[]) {
  const child = execa(process.execPath, [CLI, ...argv], { reject: false, stdin: 'ignore' });
  const copying = new Promise<void>((settle, fail) => {
    child.stderr.on('data', (chunk: Buffer) => {
      if (/"phase":"copy","fraction":0\.[0-9]*[1-9]/.test(chunk.toString())) settle();
    });
    void child.then(({ stderr }) => fail(new Error(`ended before it copied: ${stderr}`)));
  });
  return { copying, kill: (signal: NodeJS.Signals) => child.kill(signal), ended: child };
}

/** Programs of a capture; the private host sees only its own processes. */
async function capturePrograms(): Promise<readonly string[]> {
  const { stdout } = await execa('ps', ['-e', '-o', 'args']);
  return stdout.split('\n').filter((line) => /^(\S*\/)?(setpriv|qemu-img|partclone\S*) /.test(line));
}

function code(stderr: string): unknown {
  const last: unknown = JSON.parse(stderr.trim().split('\n').at(-1) ?? '{}');
  return typeof last === 'object' && last && 'error' in last ? (last.error as { code: unknown }).code : last;
}

async function sameBytes(name: string): Promise<void> {
  const image = join(folder, 'repository', name, 'disk0.qcow2');
  await execa('qemu-img', ['compare', '-f', 'raw', '-F', 'qcow2', loop.device, image]);
}
