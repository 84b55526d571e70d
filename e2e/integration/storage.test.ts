import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { toEnvelope } from '../../shared/errors.ts';
import type { ProgressReport } from '../../shared/model/job.ts';
import type { Libvirt } from '../../electron/libvirt/index.ts';
import { createOverlay } from '../../electron/storage/create-overlay.ts';
import { createRepository } from '../../electron/storage/create-repository.ts';
import { deleteVolume } from '../../electron/storage/delete-volume.ts';
import { findRepository } from '../../electron/storage/find-repository.ts';
import { listRepositories } from '../../electron/storage/list-repositories.ts';
import { listVolumesWithBacking } from '../../electron/storage/list-volumes-with-backing.ts';
import { run } from '../../electron/system/run.ts';
import { connectSystem, virsh } from './libvirt-guest.ts';

const ROOT = '/var/lib/libvirt/vmkit-storage';

let libvirt: Libvirt;
beforeAll(async () => {
  libvirt = await connectSystem();
  await mkdir(ROOT, { recursive: true });
});
afterEach(async () => {
  for (const { name, state, path } of await listRepositories(libvirt)) {
    if (!path?.startsWith(ROOT)) continue;
    if (state === 'active') await virsh('pool-destroy', name);
    await virsh('pool-undefine', name);
  }
  await rm(ROOT, { recursive: true, force: true });
  await mkdir(ROOT, { recursive: true });
});
afterAll(async () => {
  await rm(ROOT, { recursive: true, force: true });
  await libvirt.close();
});

function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => toEnvelope(error).code,
  );
}

describe('directory repositories', () => {
  it('that we make are running, start by themselves, and virsh sees them', async () => {
    const made = await createRepository(libvirt, { name: 'ours', path: `${ROOT}/ours` });
    expect(made).toMatchObject({ type: 'dir', state: 'active', autostart: true, persistent: true });
    expect(made.capacityBytes).toBeGreaterThan(0);
    expect(await virsh('pool-info', 'ours')).toMatch(/State:\s+running[\s\S]*Autostart:\s+yes/);
  });

  it('that virsh makes are listed, and found only while they run', async () => {
    await virsh('pool-define-as', 'theirs', 'dir', '--target', `${ROOT}/theirs`);
    expect(await codeOf(findRepository(libvirt, 'theirs'))).toBe('repository.inactive');
    await virsh('pool-build', 'theirs');
    await virsh('pool-start', 'theirs');
    expect((await listRepositories(libvirt)).map(({ name }) => name)).toContain('theirs');
    expect(await findRepository(libvirt, 'theirs')).toMatchObject({ type: 'dir', path: `${ROOT}/theirs` });
    expect(await codeOf(findRepository(libvirt, 'nobody'))).toBe('repository.not-found');
  });

  it.each(['$(id)', 'a b', `it's "quoted"`, '-x', 'a:b,c', '<name>&amp;', 'ünïcode 🐧'])(
    'take %j as a name and a folder, as data',
    async (name) => {
      await createRepository(libvirt, { name, path: `${ROOT}/${name}` });
      expect(await findRepository(libvirt, name)).toMatchObject({ name, path: `${ROOT}/${name}` });
      expect(existsSync(`${ROOT}/${name}`)).toBe(true);
    },
  );

  it('keep the old one where the name or the directory is taken', async () => {
    const old = await createRepository(libvirt, { name: 'one', path: `${ROOT}/one` });
    expect(await codeOf(createRepository(libvirt, { name: 'one', path: `${ROOT}/two` }))).toBe(
      'repository.exists',
    );
    expect(await codeOf(createRepository(libvirt, { name: 'two', path: `${ROOT}/one` }))).toBe(
      'repository.exists',
    );
    expect((await findRepository(libvirt, 'one')).uuid).toBe(old.uuid);
    expect(existsSync(`${ROOT}/two`)).toBe(false);
  });

  it('leave nothing behind when they fail or are cancelled', async () => {
    const cancel = AbortSignal.abort();
    expect(
      await codeOf(createRepository(libvirt, { name: 'c', path: `${ROOT}/c` }, { signal: cancel })),
    ).toBe('cancelled');
    // libvirt defines it, makes its directory, and can't start it: the file system is read-only.
    await run(['mount', '-t', 'tmpfs', '-o', 'ro', 'tmpfs', ROOT]);
    try {
      const undone: string[] = [];
      const report = (one: ProgressReport): void => void (one.kind === 'undone' && undone.push(one.text));
      expect(
        await codeOf(createRepository(libvirt, { name: 'ro', path: `${ROOT}/ro` }, { report })),
      ).not.toBe('done');
      expect(undone).toEqual(['removed the definition of the repository ro']);
    } finally {
      await run(['umount', ROOT]);
    }
    expect(await virsh('pool-list', '--all', '--name')).not.toMatch(/^(c|ro)$/m);
  });

  it('are refused in the system’s own folders', async () => {
    expect(await codeOf(createRepository(libvirt, { name: 'etc', path: '/etc/vm' }))).toBe('path.unsafe');
    expect(existsSync('/etc/vm')).toBe(false);
  });
});

describe('overlays', () => {
  it('hold nothing of their own, are based on the file below, and are deleted alone', async () => {
    const { path: folder } = await createRepository(libvirt, { name: 'r', path: `${ROOT}/r` });
    const backingPath = `${folder ?? ''}/base:with,odd name.qcow2`;
    await run(['qemu-img', 'create', '-q', '-f', 'qcow2', `file:${backingPath}`, '8M']);
    const request = {
      repository: 'r',
      volume: 'web-disk0.qcow2',
      backingPath,
      backingFormat: 'qcow2',
      capacityBytes: 8 * 1024 ** 2,
    };
    const made = await createOverlay(libvirt, request);
    const info = JSON.parse(
      (await run(['qemu-img', 'info', '-U', '--output=json', made.path])).stdout,
    ) as object;
    expect(info).toMatchObject({
      'backing-filename': backingPath,
      'virtual-size': 8 * 1024 ** 2,
      format: 'qcow2',
    });
    expect(await listVolumesWithBacking(libvirt)).toContainEqual({ path: made.path, backingPath });
    expect(await codeOf(createOverlay(libvirt, request))).toBe('file.exists');
    await deleteVolume(libvirt, made.ref);
    expect(existsSync(made.path)).toBe(false);
    expect(existsSync(backingPath)).toBe(true);
  });

  it('never replace a file that libvirt has not seen yet', async () => {
    await createRepository(libvirt, { name: 'r', path: `${ROOT}/r` });
    await writeFile(`${ROOT}/r/web-disk0.qcow2`, 'precious');
    const request = {
      repository: 'r',
      volume: 'web-disk0.qcow2',
      backingPath: '/dev/null',
      backingFormat: 'raw',
      capacityBytes: 1024,
    };
    expect(await codeOf(createOverlay(libvirt, request))).toBe('file.exists');
    expect(await readFile(`${ROOT}/r/web-disk0.qcow2`, 'utf8')).toBe('precious');
  });
});
