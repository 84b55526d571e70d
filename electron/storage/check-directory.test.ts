import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toEnvelope } from '../../shared/errors.ts';
import { checkRepositoryDirectory } from './check-directory.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmkit-directory-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function refusal(path: string): Promise<string> {
  return checkRepositoryDirectory(path).then(
    () => 'accepted',
    (error: unknown) => toEnvelope(error).code,
  );
}

describe('the directory of a repository', () => {
  it.each([
    ...[
      '/',
      '/etc',
      '/etc/vm',
      '/usr/share/vm',
      '/proc/1',
      '/dev/shm',
      '/boot',
      '/var',
      '/var/lib',
      '/home',
      '/tmp',
    ],
    ...[
      'vm',
      './vm',
      '/srv/../etc',
      '/srv/./vm',
      '/srv//vm',
      '/srv/vm/',
      '',
      '/srv/a\nb',
      '/bin/x',
      '/var/log/vm',
    ],
  ])('is not %j', async (path) => {
    expect(await refusal(path)).toBe('path.unsafe');
  });

  it('is not a link into the system, nor below one, nor a link to nowhere', async () => {
    await symlink('/etc', join(folder, 'link'));
    await symlink(join(folder, 'gone'), join(folder, 'dangling'));
    expect(await refusal(join(folder, 'link'))).toBe('path.unsafe');
    expect(await refusal(join(folder, 'link', 'new'))).toBe('path.unsafe');
    expect(await refusal(join(folder, 'dangling'))).toBe('repository.unsuitable');
  });

  it('may be missing, empty, or hold images and captures', async () => {
    expect(await checkRepositoryDirectory(join(folder, 'a b', '$(id)', "it's"))).toEqual({ exists: false });
    await mkdir(join(folder, 'images', 'capture'), { recursive: true });
    await writeFile(join(folder, 'images', 'a.QCOW2'), '');
    await writeFile(join(folder, 'images', 'capture', 'manifest.json'), '{}');
    expect(await checkRepositoryDirectory(join(folder, 'images'))).toEqual({ exists: true });
  });

  it('holds no foreign files and is no file', async () => {
    await mkdir(join(folder, 'foreign'));
    await writeFile(join(folder, 'foreign', 'thesis.odt'), '');
    await expect(checkRepositoryDirectory(join(folder, 'foreign'))).rejects.toThrow(/thesis.odt/);
    expect(await refusal(join(folder, 'foreign', 'thesis.odt'))).toBe('repository.unsuitable');
  });
});
