import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaptureManifest } from '../../shared/model/capture.ts';
import type { ProgressReport } from '../../shared/model/job.ts';
import { attachLoop } from '../../e2e/fixtures/loop-disk.ts';
import { run } from '../system/run.ts';
import { deleteCapture, listCaptures, runCapture, showCapture } from './index.ts';
import { captureInput } from './testing/capture-request.ts';
import {
  expectSameFiles,
  fillFilesystem,
  partition,
  rawFile,
  sampleTree,
  scratchFolder,
  unpackImage,
} from './testing/test-disk.ts';

const MIB = 1024 ** 2;
let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let repository: string;
let disk: string;
beforeEach(async () => {
  scratch = await scratchFolder();
  repository = join(scratch.path, 'repository');
  disk = join(scratch.path, 'disk');
  await mkdir(repository);
});
afterEach(() => scratch.remove());

const image = (): string => join(repository, 'tested', 'disk0.qcow2');
const unpacked = (): Promise<string> => unpackImage(image(), join(scratch.path, 'unpacked'));

/** Every byte that the manifest calls used must be the same in disk and image. */
async function expectUsedVolumesEqual(manifest: CaptureManifest, raw: string): Promise<void> {
  const [left, right] = [await readFile(disk), await readFile(raw)];
  for (const volume of manifest.disks[0]?.volumes ?? []) {
    if (volume.method !== 'whole') continue;
    const [from, to] = [volume.offsetBytes, volume.offsetBytes + volume.sizeBytes];
    expect(left.subarray(from, to).equals(right.subarray(from, to)), volume.title).toBe(true);
  }
}

describe('a capture of a disk at rest', () => {
  it('holds a GPT disk with GRUB area, ext4 and swap, without stale or swapped-out bytes', async () => {
    await rawFile(disk, 200 * MIB, { stale: true });
    const table =
      'label: gpt\nsize=1M, type=21686148-6449-6E6F-744E-656564454649\nsize=150M\nsize=16M, type=swap\n';
    await partition(disk, table);
    const tree = await sampleTree(join(scratch.path, 'tree'));
    const root = { offset: 2 * MIB, length: 150 * MIB, tree };
    await fillFilesystem(disk, 'ext4', root);
    const loop = await attachLoop(disk, { part: { offset: 152 * MIB, length: 16 * MIB } });
    await run(['mkswap', '--label', 'swappy', loop.device]);
    await loop.detach();

    const manifest = await runCapture(captureInput(repository, [disk]));
    const raw = await unpacked();
    await expectUsedVolumesEqual(manifest, raw);
    await run(['e2fsck', '-fn', `${raw}?offset=${2 * MIB}`]);
    await expectSameFiles(raw, 'ext4', root);
    expect((await run(['sfdisk', '--verify', raw])).stdout).toContain('No errors');
    const bytes = await readFile(raw);
    const swap = bytes.subarray(152 * MIB, 168 * MIB);
    expect(swap.toString('latin1', 4086, 4096)).toBe('SWAPSPACE2');
    expect(swap.subarray(4096).every((byte) => byte === 0)).toBe(true);
    expect(manifest.disks[0]?.fileBytes).toBeLessThan(30 * MIB);
    expect(manifest.disks[0]?.volumes.map(({ method }) => method)).toEqual([
      'whole',
      'whole',
      'used-blocks',
      'header',
      'whole',
    ]);
  });

  it('holds an MBR disk with logical partitions, so that the chain of boot records reads again', async () => {
    await rawFile(disk, 200 * MIB, { stale: true });
    const lines = [
      `${disk}1 : start=2048, size=81920, type=83`,
      `${disk}2 : start=83968, size=286720, type=5`,
      `${disk}5 : start=86016, size=102400, type=83`,
      `${disk}6 : start=190464, size=122880, type=83`,
    ];
    await partition(disk, `label: dos\n${lines.join('\n')}\n`);
    const tree = await sampleTree(join(scratch.path, 'tree'));
    const { partitiontable } = JSON.parse((await run(['sfdisk', '--json', disk])).stdout);
    const logical = partitiontable.partitions.at(-1);
    const place = { offset: logical.start * 512, length: logical.size * 512, tree };
    await fillFilesystem(disk, 'ext4', place);
    await runCapture(captureInput(repository, [disk], { exclude: [`${disk}:1`] }));
    const raw = await unpacked();
    const again = JSON.parse((await run(['sfdisk', '--json', raw])).stdout).partitiontable;
    const shape = ({ start, size, type }: { start: number; size: number; type: string }) => ({
      start,
      size,
      type,
    });
    expect(again.partitions.map(shape)).toEqual(partitiontable.partitions.map(shape));
    await expectSameFiles(raw, 'ext4', place);
    const excluded = (await readFile(raw)).subarray(MIB, 41 * MIB);
    expect(excluded.every((byte) => byte === 0)).toBe(true);
  });

  it.each(['xfs', 'btrfs'] as const)(
    'holds %s on a whole disk of a size that fits no cluster',
    async (type) => {
      const bytes = 320 * MIB + 512 * 9;
      await rawFile(disk, bytes, { stale: true });
      const tree = await sampleTree(join(scratch.path, 'tree'));
      await fillFilesystem(disk, type, { offset: 0, length: bytes, tree });
      const manifest = await runCapture(captureInput(repository, [disk]));
      const raw = await unpacked();
      expect((await stat(raw)).size).toBe(bytes);
      await expectSameFiles(raw, type, { offset: 0, length: bytes, tree });
      expect(manifest.disks[0]?.volumes).toMatchObject([{ filesystem: type, method: 'used-blocks' }]);
      expect(manifest.disks[0]?.usedBytes).toBeLessThan(200 * MIB);
    },
  );

  it('copies a filesystem whole whose journal was not written back', async () => {
    await rawFile(disk, 64 * MIB);
    await fillFilesystem(disk, 'ext4', { offset: 0, length: 64 * MIB, tree: scratch.path + '/repository' });
    await run(['debugfs', '-w', '-R', 'feature +needs_recovery', disk]);
    const manifest = await runCapture(captureInput(repository, [disk]));
    expect(manifest.disks[0]?.volumes).toMatchObject([{ method: 'whole' }]);
    expect(manifest.disks[0]?.volumes[0]?.reason).toContain('journal');
  });

  it('keeps files to root from the first byte, hashes them, and reports at most ten times a second', async () => {
    await rawFile(disk, 32 * MIB, { stale: true });
    const reports: ProgressReport[] = [];
    const modes = new Set<number>();
    const input = captureInput(repository, [disk]);
    const looked: Promise<void>[] = [];
    const report = (entry: ProgressReport): void => {
      reports.push(entry);
      looked.push(collectModes(modes));
    };
    const manifest = await runCapture({ ...input, inventory: { note: 'password=cAnArY' } }, { report });
    await Promise.all(looked);
    await collectModes(modes);
    expect([...modes]).toEqual([0o600]);
    expect((await stat(join(repository, 'tested'))).mode & 0o777).toBe(0o711);
    const files = (await readdir(join(repository, 'tested'))).sort();
    expect(files).toEqual(['boot.json', 'disk0.qcow2', 'inventory.json', 'manifest.json']);
    expect(await readFile(join(repository, 'tested', 'inventory.json'), 'utf8')).not.toContain('cAnArY');
    const { stdout } = await run(['sha256sum', image()]);
    expect(manifest.disks[0]?.sha256).toBe(stdout.split(' ')[0]);
    const phases = reports.filter(({ kind }) => kind === 'phase');
    expect(phases).toMatchObject(['prepare', 'copy', 'verify', 'finish'].map((phase) => ({ phase })));
    expect(reports.findLast(({ kind }) => kind === 'progress')).toMatchObject({ fraction: 1 });
  });

  it('is listed, shown and deleted, but never with files that are not its own', async () => {
    await rawFile(disk, 8 * MIB);
    const input = captureInput(repository, [disk]);
    const manifest = await runCapture(input);
    expect(await showCapture(input.target, 'tested')).toEqual(manifest);
    expect(await listCaptures([input.target])).toMatchObject([
      { name: 'tested', state: 'complete', disks: 1 },
    ]);
    const foreign = join(repository, 'tested', 'mine.txt');
    await writeFile(foreign, 'x');
    await expect(deleteCapture(input.target, 'tested')).rejects.toMatchObject({ code: 'file.failed' });
    await run(['rm', foreign]);
    await deleteCapture(input.target, 'tested');
    expect(await readdir(repository)).toEqual([]);
    await expect(showCapture(input.target, 'tested')).rejects.toMatchObject({ code: 'capture.not-found' });
  });

  it.each(['zlib', 'none'] as const)('can be packed with %s', async (compression) => {
    await rawFile(disk, 16 * MIB, { stale: true });
    await runCapture(captureInput(repository, [disk], { compression }));
    await run(['cmp', disk, await unpacked()]);
  });

  it.each(['a:b', 'json:{}', 'x,y', '$(id)', '-x', 'sp ace', 'qu"ote\'s', 'ü🙂', 'what?offset=1'])(
    'takes a disk named %j for exactly that file',
    async (name) => {
      disk = join(scratch.path, name);
      await rawFile(disk, 4 * MIB, { stale: true });
      await runCapture(captureInput(repository, [disk]));
      await run(['cmp', disk, await unpacked()]);
    },
  );
});

async function collectModes(modes: Set<number>): Promise<void> {
  const folder = join(repository, 'tested');
  for (const name of await readdir(folder).catch(() => [])) {
    const entry = await stat(join(folder, name)).catch(() => undefined);
    if (entry) modes.add(entry.mode & 0o777);
  }
}
