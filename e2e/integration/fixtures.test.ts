import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../electron/system/run.ts';
import { bootUntil } from '../fixtures/boot.ts';
import { buildDebianDisk, type DebianDisk } from '../fixtures/debian-disk.ts';
import { bootToShell } from '../fixtures/guest-shell.ts';
import { attachLoop, withLoop } from '../fixtures/loop-disk.ts';
import { leaveStaleData, readRootFile } from '../fixtures/root-filesystem.ts';
import { ensureRootfs, rootfsFolder } from '../fixtures/rootfs.ts';

const MIB = 1024 ** 2;
let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vmkit-fixtures-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function freeBytes(disk: DebianDisk): Promise<number> {
  const { start, sectors } = disk.layout.root;
  const part = { offset: start * 512, length: sectors * 512 };
  const { stdout } = await withLoop(disk.path, { readOnly: true, part }, (device) =>
    run(['dumpe2fs', '-h', device]),
  );
  return Number(/^Free blocks:\s+(\d+)/m.exec(stdout)?.[1]) * 4096;
}

describe('the root filesystem of test disks', () => {
  it('is made once and then taken from the cache', async () => {
    const folder = await ensureRootfs();
    const before = await stat(folder);
    expect(await ensureRootfs()).toBe(rootfsFolder());
    expect((await stat(folder)).ino).toBe(before.ino);
  });
});

describe('a test disk', () => {
  let disk: DebianDisk;
  beforeAll(async () => {
    disk = await buildDebianDisk({ directory, hostname: 'vmkit-host' });
  });

  it('is sparse and sound', async () => {
    const { size, blocks } = await stat(disk.path);
    expect(size).toBe(disk.sizeBytes);
    expect(blocks * 512).toBeLessThan(size / 2);
    const { start, sectors } = disk.layout.root;
    const part = { offset: start * 512, length: sectors * 512 };
    await withLoop(disk.path, { readOnly: true, part }, (device) => run(['e2fsck', '-f', '-n', device]));
  });

  it('can be given stale data, which takes space though no file has it', async () => {
    const before = (await stat(disk.path)).blocks * 512;
    const free = await freeBytes(disk);
    await leaveStaleData(disk.path, disk.layout.root, 64 * MIB);
    expect((await stat(disk.path)).blocks * 512 - before).toBeGreaterThan(60 * MIB);
    expect(await freeBytes(disk)).toBe(free);
  });

  it('has an identity of its own and leaves the cached files alone', async () => {
    const { root } = disk.layout;
    expect(await readRootFile(disk.path, root, disk.marker.path)).toBe(disk.marker.content);
    expect(await readRootFile(disk.path, root, 'etc/machine-id')).toBe(`${disk.machineId}\n`);
    expect(existsSync(join(rootfsFolder(), disk.marker.path))).toBe(false);
    expect(await readFile(join(rootfsFolder(), 'etc/hostname'), 'utf8')).not.toContain('vmkit-host');
  });

  it('boots by its own loader to a login where root gets a shell', async () => {
    const shell = await bootToShell(disk.path, { format: 'raw' });
    try {
      expect(await shell.run('hostname')).toBe('vmkit-host');
      expect(await shell.run(`cat ${disk.marker.path}`)).toBe(disk.marker.content);
      expect(await shell.run('systemctl list-units --failed --no-legend')).toBe('');
    } finally {
      await shell.kill();
    }
  });
});

describe('a test disk of another shape', () => {
  it.each(['bios-mbr-ext4', 'uefi-gpt-xfs', 'bios-gpt-btrfs'] as const)(
    '%s boots to a login',
    async (shape) => {
      const disk = await buildDebianDisk({ directory, shape, name: `${shape}.img` });
      const { output } = await bootUntil(disk.path, {
        format: 'raw',
        firmware: disk.shape.firmware,
        pattern: /vmkit-test login:/,
        timeoutMs: 240_000,
      });
      expect(output).toContain('Debian GNU/Linux 12 vmkit-test ttyS0');
    },
  );

  it('bare-ext4 has no loader and boots with a kernel from outside', async () => {
    const disk = await buildDebianDisk({ directory, shape: 'bare-ext4', name: 'bare.img' });
    const { kernel } = disk;
    const pattern = /vmkit-test login:/;
    await bootUntil(disk.path, { format: 'raw', kernel, pattern, timeoutMs: 240_000 });
  });
});

describe('waiting for a guest', () => {
  it('ends with the reason when the pattern does not come', async () => {
    const path = join(directory, 'empty.img');
    await writeFile(path, '');
    await truncate(path, MIB);
    const waiting = bootUntil(path, { format: 'raw', pattern: /login:/, timeoutMs: 2000 });
    await expect(waiting).rejects.toMatchObject({ code: 'program.timeout' });
  });

  it('ends with the guest', async () => {
    const waiting = bootUntil(join(directory, 'none'), {
      format: 'raw',
      pattern: /login:/,
      timeoutMs: 30_000,
    });
    await expect(waiting).rejects.toMatchObject({ code: 'program.failed' });
  });

  it('can be cancelled', async () => {
    const path = join(directory, 'cancel.img');
    await writeFile(path, Buffer.alloc(MIB));
    const signal = AbortSignal.timeout(1000);
    const waiting = bootUntil(path, { format: 'raw', pattern: /login:/, timeoutMs: 30_000, signal });
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a loop device', () => {
  it('shows a part of a file and is free again after detach', async () => {
    const path = join(directory, 'loop.img');
    await writeFile(path, Buffer.concat([Buffer.alloc(MIB, 1), Buffer.alloc(MIB, 2)]));
    const loop = await attachLoop(path, { readOnly: true, part: { offset: MIB, length: MIB } });
    const { stdout } = await run(['blockdev', '--getsize64', '--getro', loop.device]);
    expect(stdout.trim().split('\n')).toEqual([String(MIB), '1']);
    await loop.detach();
    await loop.detach();
    expect((await run(['losetup', '--associated', path])).stdout).toBe('');
  });

  it('can be had many at a time, more than the kernel made at its start', async () => {
    const path = join(directory, 'many.img');
    await writeFile(path, Buffer.alloc(MIB));
    const loops = await Promise.all(Array.from({ length: 12 }, () => attachLoop(path)));
    expect(new Set(loops.map(({ device }) => device)).size).toBe(12);
    await Promise.all(loops.map((loop) => loop.detach()));
    expect((await run(['losetup', '--associated', path])).stdout).toBe('');
  });

  it('is freed by the kernel when its process is killed', async () => {
    const path = join(directory, 'killed.img');
    await writeFile(path, Buffer.alloc(MIB));
    const module = new URL('../fixtures/loop-disk.ts', import.meta.url).href;
    const script = `const { attachLoop } = await import(${JSON.stringify(module)}); await attachLoop(${JSON.stringify(path)}); process.kill(process.pid, 'SIGKILL');`;
    await run([process.execPath, '--import', 'tsx', '--input-type=module', '--eval', script], {
      okExitCodes: [0, 137],
      cwd: new URL('../..', import.meta.url).pathname,
    }).catch((error: unknown) => expect(error).toMatchObject({ detail: { signal: 'SIGKILL' } }));
    expect((await run(['losetup', '--associated', path])).stdout).toBe('');
  });
});
