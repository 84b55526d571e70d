import { mkdir, open, readdir, rm, stat, statfs, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgressReport } from '../../shared/model/job.ts';
import { attachLoop, type LoopDisk } from '../../e2e/fixtures/loop-disk.ts';
import { run } from '../system/run.ts';
import { planCapture, runCapture, showCapture } from './index.ts';
import { captureInput } from './testing/capture-request.ts';
import { rawFile, scratchFolder } from './testing/test-disk.ts';

const MIB = 1024 ** 2;
let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let repository: string;
let disk: string;
const loops: LoopDisk[] = [];
beforeEach(async () => {
  scratch = await scratchFolder();
  repository = join(scratch.path, 'repository');
  disk = join(scratch.path, 'disk');
  await mkdir(repository);
});
afterEach(async () => {
  await Promise.all(loops.splice(0).map((loop) => loop.detach()));
  await scratch.remove();
});

async function loopOf(path: string): Promise<string> {
  const loop = await attachLoop(path);
  loops.push(loop);
  return loop.device;
}

/** Calls back once, when the copy has got somewhere. */
function whenCopying(react: () => void): (report: ProgressReport) => void {
  let done = false;
  return (report) => {
    if (done || report.kind !== 'phase' || report.phase !== 'copy') return;
    done = true;
    react();
  };
}

describe('a plan', () => {
  it('refuses what cannot be captured, each with its code and a next step', async () => {
    await writeFile(join(scratch.path, 'empty'), '');
    await rawFile(disk, MIB);
    const expectRefusal = async (disks: readonly string[], code: string): Promise<void> => {
      const { request, target } = captureInput(repository, disks);
      const plan = await planCapture(request, target);
      expect(plan.refusals.map((refusal) => refusal.code)).toContain(code);
      expect(plan.refusals[0]?.hint).toBeTruthy();
    };
    await expectRefusal([join(scratch.path, 'nothing')], 'disk.not-found');
    await expectRefusal([scratch.path], 'disk.not-a-disk');
    await expectRefusal(['/dev/null'], 'disk.not-a-disk');
    await expectRefusal([join(scratch.path, 'empty')], 'disk.not-a-disk');
    await expectRefusal([disk, disk], 'input.invalid');
  });

  it('refuses a partition to leave out that is not there, and ways of capture that are not there yet', async () => {
    await rawFile(disk, MIB);
    const codes = async (more: Parameters<typeof captureInput>[2]): Promise<readonly string[]> => {
      const { request, target } = captureInput(repository, [disk], more);
      return (await planCapture(request, target)).refusals.map(({ code }) => code);
    };
    expect(await codes({ exclude: [`${disk}:7`] })).toEqual(['input.invalid']);
    expect(await codes({ exclude: ['/dev/other1'] })).toEqual(['input.invalid']);
    expect(await codes({ consistency: 'snapshot' })).toEqual(['not-supported']);
    expect(await codes({ resume: true })).toEqual(['capture.nothing-to-resume']);
  });

  it('refuses a mounted disk and says where it is mounted', async () => {
    await rawFile(disk, 16 * MIB);
    await run(['mke2fs', '-q', '-F', disk]);
    const device = await loopOf(disk);
    const mountPoint = join(scratch.path, 'mounted');
    await mkdir(mountPoint);
    await run(['mount', '-o', 'ro', device, mountPoint]);
    try {
      const { request, target } = captureInput(repository, [device], { consistency: 'offline' });
      const { refusals } = await planCapture(request, target);
      expect(refusals).toMatchObject([{ code: 'disk.in-use' }]);
      expect(refusals[0]?.message).toContain(mountPoint);
    } finally {
      await run(['umount', mountPoint]);
    }
  });

  it('says sizes, steps, warnings and the same command for a shell', async () => {
    disk = join(scratch.path, "it's a disk");
    await rawFile(disk, 8 * MIB, { stale: true });
    const { request, target } = captureInput(repository, [disk], { verify: false });
    const plan = await planCapture(request, target);
    expect(plan.refusals).toEqual([]);
    expect(plan.usedBytes).toBe(8 * MIB);
    expect(plan.estimatedBytes).toBeGreaterThan(8 * MIB);
    expect(plan.estimatedSeconds).toBeGreaterThan(0);
    expect(plan.steps.map(({ id }) => id)).toEqual(['prepare', 'copy-0', 'finish']);
    expect(plan.warnings.join()).toContain('password hashes');
    const quoted = `'${scratch.path}/it'\\''s a disk'`;
    expect(plan.commands.vmkit).toBe(`vmkit host capture tested --disk ${quoted} --repo tests --no-verify`);
    expect(await readdir(repository)).toEqual([]);
  });
});

describe('a capture', () => {
  it('keeps the disk from being mounted while it runs', async () => {
    await rawFile(disk, 64 * MIB);
    await run(['mke2fs', '-q', '-F', disk]);
    const device = await loopOf(disk);
    let attempt: Promise<unknown> = Promise.resolve('not tried');
    const report = whenCopying(() => {
      attempt = run(['mount', device, '/mnt']).catch((error: unknown) => error);
    });
    await runCapture(captureInput(repository, [device]), { report });
    expect(await attempt).toMatchObject({
      detail: { stderr: expect.stringMatching(/busy|already mounted/) },
    });
  });

  it('cannot run twice for one disk or one name', async () => {
    await rawFile(disk, 64 * MIB, { stale: true });
    const device = await loopOf(disk);
    let second: Promise<unknown> = Promise.resolve();
    let third: Promise<unknown> = Promise.resolve();
    const other = join(scratch.path, 'other');
    await rawFile(other, MIB);
    const report = whenCopying(() => {
      second = runCapture(captureInput(repository, [device], { name: 'second' })).catch(
        (error: unknown) => error,
      );
      third = runCapture(captureInput(repository, [other])).catch((error: unknown) => error);
    });
    await runCapture(captureInput(repository, [device]), { report });
    expect(await second).toMatchObject({ code: 'capture.locked', message: expect.stringContaining(device) });
    expect(['capture.locked', 'capture.exists']).toContain(((await third) as { code: string }).code);
    expect(await readdir(repository)).toEqual(['tested']);
  });

  it('leaves an older capture of that name alone', async () => {
    await rawFile(disk, MIB);
    const manifest = await runCapture(captureInput(repository, [disk]));
    await expect(runCapture(captureInput(repository, [disk]))).rejects.toMatchObject({
      code: 'capture.exists',
    });
    const { target } = captureInput(repository, [disk]);
    expect(await showCapture(target, 'tested')).toEqual(manifest);
  });

  it('can be cancelled, and takes back what it made', async () => {
    await rawFile(disk, 128 * MIB, { stale: true });
    const cancel = new AbortController();
    const undone: string[] = [];
    const copying = whenCopying(() => setTimeout(() => cancel.abort(), 100));
    const report = (entry: ProgressReport): void => {
      copying(entry);
      if (entry.kind === 'undone') undone.push(entry.text);
    };
    const running = runCapture(captureInput(repository, [disk]), { report, signal: cancel.signal });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(undone).toEqual(['removed the unfinished capture tested']);
    expect(await readdir(repository)).toEqual([]);
  });

  it('refuses a repository without space before it starts', async () => {
    await rawFile(disk, 64 * MIB, { stale: true });
    await withSmallRepository(async (small) => {
      await expect(runCapture(captureInput(small, [disk]))).rejects.toMatchObject({
        code: 'space.insufficient',
        detail: { neededBytes: expect.any(Number), freeBytes: expect.any(Number) },
      });
      expect(await readdir(small)).toEqual([]);
    });
  });

  it('says what is needed and free when the repository fills up meanwhile, and gives the space back', async () => {
    await rawFile(disk, 12 * MIB, { stale: true });
    await withSmallRepository(async (small) => {
      await run(['dd', 'if=/dev/zero', `of=${small}/filler`, 'bs=1M', 'count=1', 'status=none']);
      const { bavail, bsize } = await statfs(small);
      const filler = await open(join(small, 'filler'), 'a');
      const report = whenCopying(() => void filler.write(Buffer.alloc(bavail * bsize - 6 * MIB)));
      // The filler is written while the first bytes are copied; what matters is that the end is reached without room.
      const running = runCapture(captureInput(small, [disk], { compression: 'zstd' }), { report });
      await expect(running).rejects.toMatchObject({
        code: expect.stringMatching(/^space\./),
        detail: { neededBytes: expect.any(Number), freeBytes: expect.any(Number) },
      });
      await filler.close();
      expect(await readdir(small)).toEqual(['filler']);
    });
  });

  it('stops with the offset where the disk cannot be read', async () => {
    await rawFile(disk, 64 * MIB, { stale: true });
    const device = await loopOf(disk);
    const report = whenCopying(() => undefined);
    await truncate(disk, 40 * MIB); // the device keeps its size, reads behind the end of its file fail
    const running = runCapture(captureInput(repository, [device]), { report });
    await expect(running).rejects.toMatchObject({
      code: 'disk.read-failed',
      detail: { device, offset: 40 * MIB },
    });
    expect(await readdir(repository)).toEqual([]);
  });

  it('says so when the disk shrinks under it', async () => {
    await rawFile(disk, 96 * MIB, { stale: true });
    const device = await loopOf(disk);
    let shrunk: Promise<unknown> = Promise.resolve();
    const report = whenCopying(() => {
      shrunk = truncate(disk, 32 * MIB).then(() => run(['losetup', '--set-capacity', device]));
    });
    const running = runCapture(captureInput(repository, [device]), { report });
    await expect(running).rejects.toMatchObject({ code: 'disk.shrunk', detail: { wasBytes: 96 * MIB } });
    await shrunk;
  });

  it('does not follow a symlink that someone else could have put into its path', async () => {
    await rawFile(disk, MIB);
    await symlink(repository, join(scratch.path, 'link'));
    await run(['chown', '-h', '1234', join(scratch.path, 'link')]);
    await expect(runCapture(captureInput(join(scratch.path, 'link'), [disk]))).rejects.toMatchObject({
      code: 'path.unsafe',
    });
    await symlink('/etc', join(repository, 'tested'));
    await expect(runCapture(captureInput(repository, [disk]))).rejects.toMatchObject({ code: 'path.unsafe' });
    await rm(join(repository, 'tested'));
  });
});

/** A tmpfs of 20 MB, in the way faults are provoked: a real full filesystem. */
async function withSmallRepository(work: (directory: string) => Promise<void>): Promise<void> {
  const small = join(scratch.path, 'small');
  await mkdir(small);
  await run(['mount', '-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', small]);
  try {
    await work(small);
  } finally {
    await run(['umount', small]);
  }
}

describe('a failing disk or target', () => {
  it('meets the file size limit of its user as a lack of space', async () => {
    await rawFile(disk, 32 * MIB, { stale: true });
    const script = join(import.meta.dirname, 'testing', 'run-one.ts');
    const limited = ['prlimit', `--fsize=${8 * MIB}`, process.execPath, '--import', 'tsx', script] as const;
    const failure: unknown = await run([...limited, repository, disk], { timeoutMs: 0 }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ detail: { stderr: expect.stringContaining('space.exhausted') } });
    expect(await readdir(repository)).toEqual([]);
  });

  it('stops at one bad sector, with its offset', async () => {
    await rawFile(disk, 32 * MIB, { stale: true });
    const bad = 13 * MIB + 5 * 512;
    await withBadSector(disk, bad, async (shown) => {
      const device = await loopOf(shown);
      await expect(runCapture(captureInput(repository, [device]))).rejects.toMatchObject({
        code: 'disk.read-failed',
        detail: {
          device,
          offset: expect.toSatisfy((offset: number) => offset <= bad && offset > bad - 4096),
        },
      });
      expect(await readdir(repository)).toEqual([]);
      for (const loop of loops.splice(0)) await loop.detach();
    });
  });
});

/** Shows a file through FUSE with one sector that cannot be read (qemu's blkdebug). */
async function withBadSector(
  file: string,
  offset: number,
  work: (shown: string) => Promise<void>,
): Promise<void> {
  const shown = join(scratch.path, 'shown');
  await writeFile(shown, '');
  const rules = join(scratch.path, 'rules');
  await writeFile(
    rules,
    `[inject-error]\nevent = "none"\niotype = "read"\nerrno = "5"\nsector = "${offset / 512}"\n`,
  );
  const blockdev = {
    'node-name': 'bad',
    driver: 'blkdebug',
    config: rules,
    image: { driver: 'file', filename: file },
  };
  const stop = new AbortController();
  const exported = `type=fuse,id=e,node-name=bad,mountpoint=${shown},writable=off`;
  const argv = ['qemu-storage-daemon', '--blockdev', JSON.stringify(blockdev), '--export', exported] as const;
  const daemon = run([...argv], { signal: stop.signal, timeoutMs: 0 }).catch(() => undefined);
  try {
    await expect.poll(async () => (await stat(shown)).size).toBe(32 * MIB);
    await work(shown);
  } finally {
    stop.abort();
    await daemon;
  }
}
