import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCapture } from '../../electron/capture/index.ts';
import { Guard } from '../../electron/capture/live/guard/guard.ts';
import { captureInput } from '../../electron/capture/testing/capture-request.ts';
import { scratchFolder } from '../../electron/capture/testing/test-disk.ts';
import { run } from '../../electron/system/run.ts';
import { busyDisk, type BusyDisk } from '../fixtures/live/busy-disk.ts';

const MIB = 1024 ** 2;
let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let repository: string;
let disk: BusyDisk;
beforeEach(async () => {
  scratch = await scratchFolder();
  repository = join(scratch.path, 'repository');
  await mkdir(repository);
  disk = await busyDisk(scratch.path, 'ext4', 256 * MIB);
});
afterEach(async () => {
  await disk.remove();
  await scratch.remove();
});

/** True once a write to the disk gets through, which it does not while the filesystem is frozen. */
async function writable(): Promise<boolean> {
  return run(['timeout', '1', 'sh', '-c', 'echo x > "$1"', 'sh', join(disk.mountPoint, 'probe')]).then(
    () => true,
    () => false,
  );
}

/** Trace instances and folders in memory of a process. */
async function leftOf(pid: number): Promise<readonly string[]> {
  const script = 'mount -t tracefs tracefs /sys/kernel/tracing && ls /sys/kernel/tracing/instances';
  const private_ = ['unshare', '--mount', '--propagation', 'private', '--', 'sh', '-c', script] as const;
  const instances = (await run(private_)).stdout.split('\n');
  const memory = await readdir('/dev/shm');
  return [...instances, ...memory].filter((name) => name.includes(`-${pid}-`));
}

/** Starts a live capture in a process of its own and kills it so long after it has said `text`. */
async function killAfter(text: string, milliseconds: number): Promise<number> {
  const script = join(import.meta.dirname, '..', 'fixtures', 'live', 'capture-live.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, repository, disk.device], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.includes(text) && resolve());
    void exit.then(() => resolve());
  });
  await sleep(milliseconds);
  child.kill('SIGKILL');
  await exit;
  return child.pid ?? 0;
}

describe('a live capture whose process is killed', () => {
  it.each([
    ['Freezing', 0],
    ['Freezing', 30],
    ['Freezing', 80],
    ['"copy"', 20],
  ])('thaws, leaves nothing, and resumes: killed after %s and %i ms', async (text, milliseconds) => {
    await writeFile(join(disk.mountPoint, 'file'), Buffer.alloc(40 * MIB, 'x'));
    const pid = await killAfter(text, milliseconds);
    await expect.poll(writable, { timeout: 10_000 }).toBe(true);
    await expect.poll(() => leftOf(pid)).toEqual([]);
    const input = captureInput(repository, [disk.device], { consistency: 'live', resume: true });
    await expect(runCapture(input)).resolves.toMatchObject({ consistency: 'live', state: 'complete' });
  });

  it(
    'is thawed by the guard after ten seconds where the process only hangs',
    { timeout: 30_000 },
    async () => {
      const guard = await Guard.start();
      try {
        await guard.freeze([disk.mountPoint]);
        expect(await writable()).toBe(false);
        await expect.poll(writable, { timeout: 12_000 }).toBe(true);
        await expect(guard.thaw()).resolves.toMatchObject({ late: true });
      } finally {
        await guard.close();
      }
    },
  );

  it('thaws by itself where the guard is killed', async () => {
    const guard = await Guard.start();
    await guard.freeze([disk.mountPoint]);
    process.kill(guard.pid, 'SIGKILL');
    await expect.poll(writable).toBe(true);
    expect(await readFile(join(disk.mountPoint, 'probe'), 'utf8')).toBe('x\n');
    await expect(guard.thaw()).resolves.toMatchObject({ late: true });
  });
});
