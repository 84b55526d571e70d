import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachLoop, type LoopDisk } from '../../e2e/fixtures/loop-disk.ts';
import { run } from '../system/run.ts';
import { listCaptures, runCapture, showCapture, sweepLeftovers } from './index.ts';
import { captureInput } from './testing/capture-request.ts';
import {
  expectSameFiles,
  fillFilesystem,
  rawFile,
  sampleTree,
  scratchFolder,
  unpackImage,
} from './testing/test-disk.ts';

const MIB = 1024 ** 2;
const SIZE = 300 * MIB;
let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let repository: string;
let disk: string;
let loop: LoopDisk;
beforeEach(async () => {
  scratch = await scratchFolder();
  repository = join(scratch.path, 'repository');
  disk = join(scratch.path, 'disk');
  await mkdir(repository);
  await rawFile(disk, SIZE, { stale: true });
  await fillTree();
  loop = await attachLoop(disk);
});
afterEach(async () => {
  await loop.detach();
  await scratch.remove();
});

async function fillTree(): Promise<void> {
  const tree = await sampleTree(join(scratch.path, 'tree'));
  await rawFile(join(tree, 'large'), 180 * MIB, { stale: true });
  await fillFilesystem(disk, 'ext4', { offset: 0, length: SIZE, tree });
}

/** Starts a capture in a process of its own and kills that process so long after it has begun to copy. */
async function killAfter(milliseconds: number): Promise<void> {
  const script = join(import.meta.dirname, 'testing', 'run-one.ts');
  let pid = 0;
  const onLine = (line: string): void => {
    if (line.startsWith('pid ')) pid = Number(line.slice(4));
    else if (line.includes('"phase":"copy"') && line.includes('"kind":"phase"')) {
      setTimeout(() => killIfThere(pid), milliseconds);
    }
  };
  const argv = [process.execPath, '--import', 'tsx', script, repository, loop.device] as const;
  await run([...argv], { timeoutMs: 0, onLine }).catch(() => undefined);
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it was faster than the knife
  }
}

/** Processes whose command line names our disk or repository. */
async function leftProcesses(): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (/qemu-img|partclone/.test(line) && line.includes(`/proc/`)) lines.push(line);
  }
  return lines;
}

describe('a capture whose process is killed', () => {
  it.each([5, 300, 900])(
    'leaves nothing running after %i ms, is never listed as complete, and resumes',
    { timeout: 120_000 },
    async (milliseconds) => {
      const input = captureInput(repository, [loop.device]);
      await killAfter(milliseconds);
      await expect.poll(leftProcesses).toEqual([]);
      await sweepLeftovers();
      const { stdout } = await run(['losetup', '--list', '--noheadings', '--output', 'NAME,BACK-FILE']);
      expect(
        stdout.split('\n').filter((line) => line.includes(loop.device) && !line.startsWith(loop.device)),
      ).toEqual([]);
      const [before] = await listCaptures([input.target]);
      if (before?.state === 'complete') return; // it was faster than the knife
      expect(before).toMatchObject({ name: 'tested', state: 'interrupted' });
      await expect(showCapture(input.target, 'tested')).rejects.toMatchObject({ code: 'capture.incomplete' });
      await expect(runCapture(input)).rejects.toMatchObject({ code: 'capture.exists' });

      await runCapture({ ...input, request: { ...input.request, resume: true } });
      expect(await listCaptures([input.target])).toMatchObject([{ state: 'complete' }]);
      const image = join(repository, 'tested', 'disk0.qcow2');
      await run(['qemu-img', 'check', '-q', image]);
      const raw = await unpackImage(image, join(scratch.path, 'unpacked'));
      await expectSameFiles(raw, 'ext4', { offset: 0, length: SIZE, tree: join(scratch.path, 'tree') });
    },
  );

  it(
    'does not go on with another disk, and copies again what changed on the same one',
    { timeout: 120_000 },
    async () => {
      const input = captureInput(repository, [loop.device]);
      const resume = { ...input, request: { ...input.request, resume: true } };
      await killAfter(60);
      await loop.detach();
      const other = join(scratch.path, 'other');
      await rawFile(other, SIZE);
      const wrong = await attachLoop(other);
      const swapped = { ...resume, request: { ...resume.request, disks: [wrong.device] } };
      await expect(runCapture(swapped)).rejects.toMatchObject({ code: 'disk.changed' });
      await wrong.detach();

      await run(['debugfs', '-w', '-R', 'rm /large', disk]);
      await run(['debugfs', '-w', '-R', `write ${join(scratch.path, 'tree', 'noise')} later`, disk]);
      await run(['e2fsck', '-fp', disk], { okExitCodes: [0, 1] });
      loop = await attachLoop(disk);
      await runCapture({ ...resume, request: { ...resume.request, disks: [loop.device] } });
      const raw = await unpackImage(
        join(repository, 'tested', 'disk0.qcow2'),
        join(scratch.path, 'unpacked'),
      );
      await run(['e2fsck', '-fn', raw]);
      const { stdout } = await run(['debugfs', '-R', 'ls -p /', raw]);
      expect(stdout).toContain('/later/');
      expect(stdout).not.toContain('/large/');
    },
  );
});
