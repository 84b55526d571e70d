import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planCapture, runCapture } from '../../electron/capture/index.ts';
import { captureInput } from '../../electron/capture/testing/capture-request.ts';
import { scratchFolder, unpackImage } from '../../electron/capture/testing/test-disk.ts';
import { run } from '../../electron/system/run.ts';
import type { ProgressReport } from '../../shared/model/job.ts';
import {
  busyDisk,
  withMountedImage,
  type BusyDisk,
  type FilesystemType,
} from '../fixtures/live/busy-disk.ts';
import { inspect, startWriter, type Writer } from '../fixtures/live/writer.ts';

const MIB = 1024 ** 2;
const RANDOM = { blocks: 8192, batch: 16, append: false };
const APPEND = { blocks: 0, batch: 16, append: true };

let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let repository: string;
let disk: BusyDisk | undefined;
let writer: Writer | undefined;
beforeEach(async () => {
  scratch = await scratchFolder();
  repository = join(scratch.path, 'repository');
  await mkdir(repository);
});
afterEach(async () => {
  await writer?.stop();
  await disk?.remove();
  [disk, writer] = [undefined, undefined];
  await scratch.remove();
});

/** Captures while the writer writes. @returns the manifest, and what was durable just before the freeze. */
async function captureLive(directory: string, device: string) {
  let durable = 0;
  const report = (entry: ProgressReport): void => {
    if (entry.kind === 'log' && entry.text === 'Freezing') durable = writer?.durable() ?? 0;
  };
  const manifest = await runCapture(captureInput(directory, [device], { consistency: 'live' }), { report });
  return { manifest, durable };
}

/** Stops the traces of this process for a moment, so that writes go unseen. */
function loseEvents(): Promise<unknown> {
  const script =
    'mount -t tracefs tracefs /sys/kernel/tracing && cd /sys/kernel/tracing/instances && ' +
    'for one in vmkit-$1-*; do echo 0 > $one/tracing_on; sleep 0.2; echo 1 > $one/tracing_on; done';
  const argv = ['sh', '-c', script, 'sh', String(process.pid)] as const;
  return run(['unshare', '--mount', '--propagation', 'private', '--', ...argv]);
}

describe('a live capture of a busy disk', () => {
  it.each([
    ['ext4', RANDOM],
    ['xfs', RANDOM],
    ['btrfs', RANDOM],
    ['ext4', APPEND],
  ] as const)('holds one moment of %s under %o', async (type: FilesystemType, load) => {
    disk = await busyDisk(scratch.path, type, 512 * MIB);
    writer = await startWriter(disk.mountPoint, load, 2);
    const { manifest, durable } = await captureLive(repository, disk.device);
    await writer.stop();
    await disk.remove();
    const [captured] = manifest.disks;
    expect(manifest.consistency).toBe('live');
    expect(captured).toMatchObject({ lostEvents: 0, frozenMs: expect.any(Number) });
    expect(captured?.frozenMs).toBeGreaterThan(0);
    expect(captured?.volumes).toMatchObject([{ grade: 'consistent', method: 'used-blocks' }]);
    expect(captured?.verified.comparedBytes).toBeGreaterThan(MIB);

    const image = join(repository, 'tested', 'disk0.qcow2');
    const raw = await unpackImage(image, join(scratch.path, 'raw'));
    await withMountedImage(raw, type, async (mountPoint) => {
      const { logged, wrong } = await inspect(mountPoint, load);
      expect(wrong).toEqual([]);
      expect(durable).toBeGreaterThan(0);
      expect(logged).toBeGreaterThanOrEqual(durable);
    });
    expect((await readdir(join(repository, 'tested'))).toSorted()).toEqual([
      'boot.json',
      'disk0.qcow2',
      'inventory.json',
      'manifest.json',
    ]);
  });

  it('lies on the very filesystem that it captures', async () => {
    disk = await busyDisk(scratch.path, 'ext4', 1024 * MIB);
    const itself = join(disk.mountPoint, 'captures');
    await mkdir(itself);
    writer = await startWriter(disk.mountPoint, RANDOM, 2);
    const { manifest, durable } = await captureLive(itself, disk.device);
    await writer.stop();
    expect(manifest).toMatchObject({ consistency: 'live', disks: [{ lostEvents: 0 }] });
    const raw = await unpackImage(join(itself, 'tested', 'disk0.qcow2'), join(scratch.path, 'raw'));
    await disk.remove();
    await withMountedImage(raw, 'ext4', async (mountPoint) => {
      const { logged, wrong } = await inspect(mountPoint, RANDOM);
      expect(wrong).toEqual([]);
      expect(logged).toBeGreaterThanOrEqual(durable);
    });
  });

  it('copies all of it once more where trace events were lost', async () => {
    disk = await busyDisk(scratch.path, 'ext4', 512 * MIB);
    writer = await startWriter(disk.mountPoint, RANDOM, 2);
    let blind: Promise<unknown> = Promise.resolve();
    const report = (entry: ProgressReport): void => {
      if (entry.kind === 'phase' && entry.phase === 'copy') blind = loseEvents();
    };
    const manifest = await runCapture(captureInput(repository, [disk.device]), { report });
    await blind;
    await writer.stop();
    await disk.remove();
    expect(manifest.disks[0]?.lostEvents).toBeGreaterThan(0);
    expect(manifest.disks[0]?.volumes).toMatchObject([{ grade: 'consistent' }]);
    const image = join(repository, 'tested', 'disk0.qcow2');
    const raw = await unpackImage(image, join(scratch.path, 'raw'));
    await withMountedImage(raw, 'ext4', async (mountPoint) => {
      expect((await inspect(mountPoint, RANDOM)).wrong).toEqual([]);
    });
  });

  it('shows two disks at one moment', async () => {
    const second = await busyDisk(scratch.path, 'xfs', 512 * MIB, 'second');
    disk = await busyDisk(scratch.path, 'ext4', 512 * MIB);
    try {
      const input = captureInput(repository, [disk.device, second.device], { consistency: 'live' });
      const { disks } = await runCapture(input);
      expect(disks.map(({ frozenMs }) => frozenMs)).toEqual([disks[0]?.frozenMs, disks[0]?.frozenMs]);
    } finally {
      await second.remove();
    }
  });
});

describe('the plan of a live capture', () => {
  it('says for each part what will be done and why, freezes nothing, and follows nothing', async () => {
    disk = await busyDisk(scratch.path, 'xfs', 512 * MIB);
    const { request, target } = captureInput(repository, [disk.device]);
    const plan = await planCapture(request, target);
    expect(plan.refusals).toEqual([]);
    const [volume] = plan.disks[0]?.volumes ?? [];
    expect(volume).toMatchObject({ method: 'used-blocks', grade: 'consistent' });
    expect(volume?.reason).toContain(disk.mountPoint);
    expect(plan.steps.map(({ id }) => id)).toEqual(['prepare', 'copy-0', 'freeze', 'verify', 'finish']);
    const offline = await planCapture({ ...request, consistency: 'offline' }, target);
    expect(offline.refusals).toMatchObject([{ code: 'disk.in-use' }]);
  });

  it('refuses a repository on the captured btrfs itself', async () => {
    disk = await busyDisk(scratch.path, 'btrfs', 512 * MIB);
    const { request, target } = captureInput(disk.mountPoint, [disk.device]);
    expect((await planCapture(request, target)).refusals).toMatchObject([{ code: 'not-supported' }]);
  });

  it('gives up where the freeze could not be short enough, and leaves nothing', async () => {
    disk = await busyDisk(scratch.path, 'ext4', 512 * MIB);
    writer = await startWriter(disk.mountPoint, { blocks: 65_536, batch: 256, append: false });
    const input = captureInput(repository, [disk.device], { freezeBudgetMs: 100 });
    await expect(runCapture(input)).rejects.toMatchObject({ code: 'capture.not-converging' });
    expect(await readdir(repository)).toEqual([]);
  });
});

describe('a live capture that cannot be', () => {
  it('is refused where writes cannot be followed, and graded where best effort was asked for', async () => {
    disk = await busyDisk(scratch.path, 'ext4', 128 * MIB);
    const programs = join(scratch.path, 'programs');
    await mkdir(programs);
    // A kernel without tracefs, as far as anybody can tell.
    await writeFile(join(programs, 'mount'), '#!/bin/sh\necho "unknown filesystem type" >&2\nexit 32\n', {
      mode: 0o755,
    });
    const path = process.env.PATH ?? '';
    process.env.PATH = `${programs}:${path}`;
    try {
      const live = captureInput(repository, [disk.device], { consistency: 'live' });
      await expect(runCapture(live)).rejects.toMatchObject({ code: 'not-supported' });
      const anyhow = captureInput(repository, [disk.device], { consistency: 'best-effort' });
      await expect(runCapture(anyhow)).resolves.toMatchObject({
        consistency: 'best-effort',
        disks: [{ volumes: [{ grade: 'best-effort' }], verified: { method: 'none' } }],
      });
    } finally {
      process.env.PATH = path;
    }
  });
});
