import { stat } from 'node:fs/promises';
import type { OpenDisk } from '../disk/open-disk.ts';
import { formatDevice } from '../../host/disks/mounts.ts';
import type { DirectoryHandle } from '../folder/directory-handle.ts';
import { RangeSet } from '../range-set.ts';
import { filesystemsOf } from './live-context.ts';
import { ownExtents, refuseOwnBtrfs } from './own-extents.ts';
import type { LiveFilesystem } from './live-filesystem.ts';

/** The files of a capture's folder, which may lie on a captured disk. */
export class OwnFiles {
  constructor(private readonly folder: DirectoryHandle) {}

  /** Where they lie on this disk: nowhere, if the folder is elsewhere. */
  async on(disk: OpenDisk): Promise<RangeSet> {
    const filesystem = await holding(this.folder, disk);
    if (!filesystem) return RangeSet.empty;
    const files = (await this.folder.list()).filter((name) => name.startsWith('disk'));
    return ownExtents(
      filesystem,
      files.map((name) => this.folder.path(name)),
    );
  }
}

/** The filesystem of this disk that the folder lies on. */
async function holding(folder: DirectoryHandle, disk: OpenDisk): Promise<LiveFilesystem | undefined> {
  const filesystems = await filesystemsOf(disk);
  const device = formatDevice((await stat(folder.here)).dev);
  for (const filesystem of filesystems) {
    const shown = await stat(filesystem.mountPoint);
    if (filesystem.shownDevice === device || formatDevice(shown.dev) === device) return filesystem;
  }
  return undefined;
}

/** Refuses a repository that lies on a captured filesystem whose extents cannot be told. @throws VmkitError `not-supported`. */
export async function refuseUnknownExtents(
  folder: DirectoryHandle,
  disks: readonly OpenDisk[],
): Promise<void> {
  for (const disk of disks) {
    const filesystem = await holding(folder, disk);
    if (filesystem) refuseOwnBtrfs(filesystem);
  }
}
