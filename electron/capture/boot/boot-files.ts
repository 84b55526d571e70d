import { mkdir, readdir } from 'node:fs/promises';
import { isVmkitError } from '../../../shared/errors.ts';
import { run } from '../../system/run.ts';
import type { OpenDisk } from '../disk/open-disk.ts';
import type { Slice } from '../disk/loop-slice.ts';

/** Where a /boot can be: on its own partition, in the root, in the usual subvolumes of btrfs. */
const FOLDERS = ['boot', '', '@/boot', '@rootfs/boot', 'root/boot'] as const;
const WANTED = /^(?:initrd\.img-.+|initramfs-.+\.img|initrd-.+|config-.+)$/;
const UNWANTED = /rescue|fallback|kdump|\.old$|\.bak$/;

/** A disk to read boot files from; `live`: in use. */
export type BootDisk = OpenDisk & { readonly live?: boolean };

/**
 * Copies kernel configurations and initramfs files of a filesystem into a folder. ext is read with debugfs, without
 * mounting; others are mounted read-only in a mount namespace that ends with its process.
 * @returns their paths; none where the filesystem holds none or cannot be read.
 */
export async function copyBootFiles(
  disk: BootDisk,
  volume: Slice & { readonly filesystem: string | null },
  folder: string,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  await mkdir(folder, { mode: 0o700 });
  try {
    if (/^ext[234]$/.test(volume.filesystem ?? '')) await dumpExt(disk, volume, folder, signal);
    // A second mount of what is mounted already would confuse btrfs, and XFS refuses it.
    else if (!disk.live && (volume.filesystem === 'xfs' || volume.filesystem === 'btrfs'))
      await copyMounted(disk, volume, folder, signal);
  } catch (error) {
    if (!isVmkitError(error, 'program.failed') && !isVmkitError(error, 'program.missing')) throw error;
  }
  return (await readdir(folder)).map((name) => `${folder}/${name}`);
}

async function dumpExt(disk: OpenDisk, volume: Slice, folder: string, signal?: AbortSignal): Promise<void> {
  const device = `${disk.childPath}?offset=${volume.offset}`;
  const debugfs = (request: string) => run(['debugfs', '-R', request, device], { signal });
  for (const place of FOLDERS.slice(0, 2)) {
    const { stdout } = await debugfs(`ls -p /${place}`);
    for (const name of wantedNames(stdout.split('\n').map((line) => line.split('/')[5] ?? ''))) {
      await debugfs(`dump "/${place}/${name}" "${folder}/${name}"`);
    }
  }
}

/** Names that are worth reading; quotes and line breaks never are, and debugfs could not take them. */
function wantedNames(names: readonly string[]): readonly string[] {
  return names.filter((name) => WANTED.test(name) && !UNWANTED.test(name) && /^[\w.+~-]+$/.test(name));
}

/**
 * Arguments: loop options, device, mount point, destination. The mount ends with the namespace, the loop device with
 * the mount. A journal is never replayed: `norecovery` for both.
 */
const COPY_SCRIPT = `
set -e
mount -t "$1" -o "$2" "$3" "$4"
for place in boot . @/boot @rootfs/boot root/boot; do
  for file in "$4/$place"/initrd.img-* "$4/$place"/initramfs-*.img "$4/$place"/initrd-* "$4/$place"/config-*; do
    if [ -f "$file" ] && [ ! -L "$file" ]; then cp "$file" "$5/"; fi
  done
done
`;

async function copyMounted(
  disk: OpenDisk,
  volume: Slice & { readonly filesystem: string | null },
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  const type = volume.filesystem ?? '';
  const recovery = type === 'btrfs' ? 'rescue=nologreplay,subvolid=5' : 'norecovery,nouuid';
  const options = `ro,nosuid,nodev,noexec,loop,offset=${volume.offset},sizelimit=${volume.length},${recovery}`;
  const mountPoint = `${folder}.mount`;
  await mkdir(mountPoint, { mode: 0o700 });
  const namespace = ['unshare', '--mount', '--propagation', 'private', '--'] as const;
  await run(
    [...namespace, 'sh', '-c', COPY_SCRIPT, 'sh', type, options, disk.childPath, mountPoint, folder],
    {
      signal,
    },
  );
}
