import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { run } from '../../system/run.ts';

const MIB = 1024 ** 2;

/** A scratch folder for one test, removed by `using`-like cleanup in the caller's hook. */
export async function scratchFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'vmkit-capture-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** An image file full of stale, incompressible bytes where `stale`, else of zeros. */
export async function rawFile(path: string, bytes: number, { stale = false } = {}): Promise<string> {
  const file = await open(path, 'wx');
  try {
    await file.truncate(bytes);
    const block = randomBytes(MIB);
    const end = stale ? bytes : 0;
    for (let at = 0; at < end; at += MIB) {
      block.writeUInt32LE(at / MIB, 0);
      await file.write(block, 0, Math.min(MIB, bytes - at), at);
    }
  } finally {
    await file.close();
  }
  return path;
}

/** Writes a partition table given in sfdisk's script form. */
export async function partition(path: string, script: string): Promise<void> {
  await run(['sfdisk', '--quiet', path], { input: script });
}

/** A folder of files: text that packs well, noise that does not, small ones, a sparse one. */
export async function sampleTree(folder: string): Promise<string> {
  await mkdir(join(folder, 'sub'), { recursive: true });
  await writeFile(join(folder, 'text'), 'all work and no play\n'.repeat(200_000));
  await writeFile(join(folder, 'noise'), randomBytes(3 * MIB + 123));
  for (let index = 0; index < 50; index += 1) {
    await writeFile(join(folder, 'sub', `file ${index}`), randomBytes(100 + index * 37));
  }
  return folder;
}

const FILL_SCRIPT =
  'mount -t "$1" -o "loop,offset=$2,sizelimit=$3" "$4" "$5" && cp -a "$6"/. "$5"/ && umount "$5"';

/** Makes a filesystem in a part of a file and copies a tree into it; the mount is in a namespace of its own. */
export async function fillFilesystem(
  path: string,
  type: 'ext4' | 'xfs' | 'btrfs',
  { offset, length, tree }: { offset: number; length: number; tree: string },
): Promise<void> {
  await makeFilesystem(path, type, offset, length);
  const mountPoint = await mkdtemp(join(tmpdir(), 'vmkit-mount-'));
  const places = [type, String(offset), String(length), path, mountPoint, tree];
  await run([
    'unshare',
    '--mount',
    '--propagation',
    'private',
    '--',
    'sh',
    '-c',
    FILL_SCRIPT,
    'sh',
    ...places,
  ]);
  await rm(mountPoint, { recursive: true });
}

async function makeFilesystem(
  path: string,
  type: 'ext4' | 'xfs' | 'btrfs',
  offset: number,
  length: number,
): Promise<void> {
  if (type === 'ext4') {
    const options = ['-q', '-F', '-b', '4096', '-E', `offset=${offset},nodiscard,lazy_itable_init=0`];
    await run(['mke2fs', '-t', 'ext4', ...options, path, `${length / 1024}k`]);
    return;
  }
  const { stdout } = await run([
    'losetup',
    '--find',
    '--show',
    '--offset',
    String(offset),
    '--sizelimit',
    String(length),
    path,
  ]);
  const device = stdout.trim();
  try {
    const options = type === 'xfs' ? ['-q', '-f', '-K'] : ['-q', '-f', '--nodiscard'];
    await run([`mkfs.${type}`, ...options, device]);
  } finally {
    await run(['losetup', '--detach', device]);
  }
}

const DIFF_SCRIPT =
  'mount -t "$1" -o "ro,loop,offset=$2,sizelimit=$3" "$4" "$5" && diff -r --exclude=lost+found "$6" "$5" && umount "$5"';

/** Compares the files of a filesystem inside a raw image with a tree. @throws where they differ. */
export async function expectSameFiles(
  path: string,
  type: string,
  { offset, length, tree }: { offset: number; length: number; tree: string },
): Promise<void> {
  const mountPoint = await mkdtemp(join(tmpdir(), 'vmkit-mount-'));
  const options = [type, String(offset), String(length), path, mountPoint, tree];
  try {
    await run([
      'unshare',
      '--mount',
      '--propagation',
      'private',
      '--',
      'sh',
      '-c',
      DIFF_SCRIPT,
      'sh',
      ...options,
    ]);
  } finally {
    await rm(mountPoint, { recursive: true });
  }
}

/** Unpacks a captured image into a raw file. */
export async function unpackImage(image: string, raw: string): Promise<string> {
  await run(['qemu-img', 'convert', '-f', 'qcow2', '-O', 'raw', image, raw], { timeoutMs: 0 });
  return raw;
}
