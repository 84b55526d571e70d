import { dirname } from 'node:path';
import { VmkitError } from '../../../shared/errors.ts';
import { bootability, type Bootability } from '../../helper/protocol.ts';
import { openDisk, type OpenDisk } from '../disk/open-disk.ts';
import { readJson } from '../folder/atomic-json.ts';
import { DirectoryHandle } from '../folder/directory-handle.ts';
import { BOOT_FILE } from '../folder/file-names.ts';
import { diskBootability, type BootabilityOptions } from './disk-bootability.ts';

/**
 * What a system can boot from, by its own kernels, initramfs and boot loader.
 * @param paths disks at rest, or the images of one capture, whose facts were kept when it was made.
 * @throws VmkitError as `openDisk`; `capture.incomplete` where a capture has no boot facts.
 */
export async function readBootability(
  paths: readonly string[],
  options: BootabilityOptions = {},
): Promise<Bootability> {
  const first = paths[0] ?? '';
  if (first.endsWith('.qcow2')) return keptFacts(dirname(first));
  const disks: OpenDisk[] = [];
  try {
    for (const path of paths) disks.push(await openDisk(path, { hold: false }));
    return await diskBootability(disks, options);
  } finally {
    await Promise.all(disks.map((disk) => disk.close()));
  }
}

async function keptFacts(directory: string): Promise<Bootability> {
  const folder = await DirectoryHandle.open(directory);
  try {
    if (await folder.has(BOOT_FILE)) return await readJson(folder, BOOT_FILE, bootability);
    throw new VmkitError('capture.incomplete', 'This capture holds no facts about how its system boots.', {
      hint: 'Choose disk bus and firmware by hand.',
    });
  } finally {
    await folder.close();
  }
}
