import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../system/run.ts';
import { findUses } from './find-uses.ts';
import { attachLoopDisk, ROOT_BYTES, ROOT_OFFSET, type LoopDisk } from './loop-device.fixture.ts';
import { readDisks } from './read-disks.ts';

describe.runIf(process.geteuid?.() === 0)('a real loop device with GPT and ext4', () => {
  let disk: LoopDisk;
  beforeAll(async () => {
    disk = await attachLoopDisk();
  });
  afterAll(() => disk.dispose());

  it('is listed as a disk with its partitions, although the kernel may not show these', async () => {
    const found = (await readDisks()).find(({ path }) => path === disk.path);
    expect(found).toMatchObject({
      transport: 'loop',
      sizeBytes: 160 * 1024 ** 2,
      logicalSectorBytes: 512,
      readOnly: false,
      partitionTable: { type: 'gpt', uuid: '11111111-2222-3333-4444-555555555555' },
      identity: 'ptuuid:11111111-2222-3333-4444-555555555555',
      filesystem: null,
      inUse: [],
      needsRoot: [],
    });
    expect(
      found?.children.map(({ path, partition }) => [path, partition?.number, partition?.typeName]),
    ).toEqual([
      [`${disk.path}p1`, 1, 'BIOS boot'],
      [`${disk.path}p2`, 2, 'Linux filesystem'],
      [`${disk.path}p3`, 3, 'Linux swap'],
    ]);
  });

  it('tells the filesystem inside a partition, with the bytes that are used though it is not mounted', async () => {
    const root = (await readDisks()).find(({ path }) => path === disk.path)?.children[1];
    expect(root).toMatchObject({ offsetBytes: ROOT_OFFSET, sizeBytes: ROOT_BYTES, kind: 'part' });
    expect(root?.partition?.label).toBe('my root');
    expect(root?.filesystem).toMatchObject({ type: 'ext4', label: 'rootfs', mountPoints: [] });
    expect(root?.filesystem?.sizeBytes).toBe(ROOT_BYTES);
    expect(root?.filesystem?.usedBytes).toBeGreaterThan(0);
    expect(root?.filesystem?.usedBytes).toBeLessThan(ROOT_BYTES / 2);
  });

  it('is at rest, by its device and by its file', async () => {
    expect(await findUses(disk.path)).toEqual([]);
    expect(await findUses(disk.file)).toEqual([]);
  });

  // A second loop device, whether on the device or on its file, is how hosts without partition support mount.
  it.each(['path', 'file'] as const)('is in use while a partition is mounted by its %s', async (way) => {
    const mountPoint = join(disk.folder, `mounted by ${way}`);
    await mkdir(mountPoint);
    const loop = await attachPart(disk[way]);
    await run(['mount', loop, mountPoint]);
    try {
      const mounted = [
        { path: expect.stringMatching(/^\/dev\/loop\d+$/), how: 'mounted', where: mountPoint },
      ];
      expect(await findUses(disk.path)).toEqual(mounted);
      expect(await findUses(disk.file)).toEqual(mounted);
      expect((await readDisks()).find(({ path }) => path === disk.path)?.inUse).toEqual(mounted);
    } finally {
      await run(['umount', mountPoint]);
      await run(['losetup', '--detach', loop]);
    }
    expect(await findUses(disk.path)).toEqual([]);
  });

  it('is in use while it is mounted in another mount namespace', async () => {
    const mountPoint = join(disk.folder, 'elsewhere');
    await mkdir(mountPoint);
    const loop = await attachPart(disk.file);
    const stop = new AbortController();
    try {
      await new Promise<void>((ready, fail) => {
        const script = 'mount "$1" "$2" && echo mounted && sleep 60';
        run(['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', loop, mountPoint], {
          signal: stop.signal,
          onLine: () => ready(),
        }).catch(fail);
      });
      expect((await findUses(disk.path)).map(({ path, how }) => [path, how])).toEqual([[loop, 'claimed']]);
    } finally {
      stop.abort();
      await run(['losetup', '--detach', loop]);
    }
  });

  it('has no other disk next to it that is an empty drive or compressed memory', async () => {
    const names = (await readDisks()).map(({ name, sizeBytes }) => ({ name, sizeBytes }));
    expect(names.filter(({ name, sizeBytes }) => sizeBytes === 0 || /^(zram|ram|sr|fd)/.test(name))).toEqual(
      [],
    );
  });
});

describe('findUses', () => {
  it('finds the filesystem that this system runs from', async () => {
    const { stdout } = await run(['findmnt', '--noheadings', '--output', 'SOURCE', '/']);
    const source = stdout.trim();
    if (!source.startsWith('/dev/')) return;
    expect(await findUses(source)).toContainEqual({ path: source, how: 'mounted', where: '/' });
  });

  it('finds nothing for what does not exist', async () => {
    expect(await findUses('/dev/no such disk')).toEqual([]);
  });
});

/** The test disk's root partition as a loop device of its own. */
async function attachPart(target: string): Promise<string> {
  const place = ['--offset', `${ROOT_OFFSET}`, '--sizelimit', `${ROOT_BYTES}`];
  const { stdout } = await run(['losetup', '--find', '--show', ...place, target]);
  return stdout.trim();
}
