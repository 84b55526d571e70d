import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../system/run.ts';
import { captureInput } from '../testing/capture-request.ts';
import { fillFilesystem, partition, rawFile, scratchFolder } from '../testing/test-disk.ts';
import { runCapture } from '../run.ts';
import { readInitramfs } from './initramfs.ts';
import { readBootability } from './read-bootability.ts';

const MIB = 1024 ** 2;
let scratch: Awaited<ReturnType<typeof scratchFolder>>;
beforeEach(async () => {
  scratch = await scratchFolder();
});
afterEach(() => scratch.remove());

/** A cpio archive (newc) of empty files. */
function archive(names: readonly string[]): Buffer {
  const entries = [...names, 'TRAILER!!!'].map((name) => {
    const fields = [1, 0o100644, 0, 0, 1, 0, 0, 0, 0, 0, 0, name.length + 1, 0];
    const header = `070701${fields.map((value) => value.toString(16).padStart(8, '0')).join('')}`;
    const entry = Buffer.from(`${header}${name}\0`);
    return Buffer.concat([entry, Buffer.alloc((4 - (entry.length % 4)) % 4)]);
  });
  return Buffer.concat(entries);
}

const VIRTIO = ['usr/lib/modules/6.1/kernel/drivers/block/virtio_blk.ko.xz', 'lib/virtio/virtio-pci.ko'];
const early = (): Buffer =>
  Buffer.concat([archive(['kernel/x86/microcode/GenuineIntel.bin']), Buffer.alloc(512)]);

describe('readInitramfs', () => {
  it.each([
    ['gzip', []],
    ['zstd', ['zstd', '-q', '-f']],
    ['xz', ['xz', '-f', '--check=crc32']],
    ['lz4', ['lz4', '-q', '-f', '-l']],
  ])('reads an early archive followed by one packed with %s', async (name, argv) => {
    const plain = join(scratch.path, 'main');
    await writeFile(plain, archive(VIRTIO));
    const packed = name === 'gzip' ? await promisify(gzip)(archive(VIRTIO)) : await pack(argv, plain);
    const path = join(scratch.path, 'initrd.img-6.1');
    await writeFile(path, Buffer.concat([early(), packed]));
    const names = (await readInitramfs(path)).map((entry) => entry.name);
    expect(names).toEqual(['kernel/x86/microcode/GenuineIntel.bin', ...VIRTIO]);
  });
});

async function pack(argv: readonly string[], path: string): Promise<Buffer> {
  const [program = '', ...options] = argv;
  const packed = `${path}.packed`;
  const out = program === 'zstd' ? ['-o', packed] : program === 'lz4' ? [packed] : [];
  await run([program, ...options, path, ...out]);
  return readFile(program === 'xz' ? `${path}.xz` : packed);
}

describe('bootability', () => {
  it.each([
    { type: 'ext4', modules: VIRTIO, bus: 'virtio' },
    { type: 'xfs', modules: VIRTIO, bus: 'virtio' },
    { type: 'ext4', modules: ['lib/ahci.ko'], bus: 'sata' },
  ] as const)(
    'finds $bus for $modules on $type, and keeps it with the capture',
    async ({ type, modules, bus }) => {
      const disk = join(scratch.path, 'disk');
      await rawFile(disk, 320 * MIB);
      await partition(disk, 'label: gpt\n');
      await partition(disk, 'label: gpt\nsize=310M\n');
      const tree = join(scratch.path, 'tree');
      await mkdir(join(tree, 'boot'), { recursive: true });
      await writeFile(join(tree, 'boot', 'config-6.1'), 'CONFIG_SATA_AHCI=m\n');
      await writeFile(join(tree, 'boot', 'initrd.img-5.9'), archive([]));
      const packed = await promisify(gzip)(archive(modules));
      await writeFile(join(tree, 'boot', 'initrd.img-6.1'), Buffer.concat([early(), packed]));
      await fillFilesystem(disk, type, { offset: MIB, length: 310 * MIB, tree });

      const found = await readBootability([disk]);
      expect(found).toMatchObject({ diskBus: bus, firmware: 'bios', bootLoader: null });
      expect(found.reason).toContain('No boot loader');
      const repository = join(scratch.path, 'repository');
      await mkdir(repository);
      await runCapture(captureInput(repository, [disk]));
      expect(await readBootability([join(repository, 'tested', 'disk0.qcow2')])).toEqual(found);
    },
  );

  it('falls back to SATA and says so where nothing can be read', async () => {
    const disk = await rawFile(join(scratch.path, 'disk'), 8 * MIB);
    expect(await readBootability([disk])).toMatchObject({ diskBus: 'sata', bootLoader: null });
  });
});
