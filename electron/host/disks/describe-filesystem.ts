import { statfs } from 'node:fs/promises';
import { isVmkitError } from '../../../shared/errors.ts';
import type { FilesystemInfo } from '../../../shared/model/host.ts';
import type { SectionOptions } from '../section-options.ts';
import { extBytes, probeFilesystem, type Extent, type ProbedFilesystem } from './filesystem.ts';
import type { Mount } from './mounts.ts';

/** Where a filesystem is, and what is known of it already. */
export interface FilesystemPlace {
  /** Device that is read, and which part of it. */
  readonly path: string;
  readonly extent: Extent | null;
  /** What lsblk knew (from udev); null where it must be probed. */
  readonly known: ProbedFilesystem | null;
  readonly mounts: readonly Mount[];
}

/**
 * A filesystem with its label, bytes used and mount points. Bytes used come from the kernel where it is mounted, from
 * the superblock where it is an unmounted ext, and are null otherwise.
 */
export async function describeFilesystem(
  place: FilesystemPlace,
  options: SectionOptions,
): Promise<FilesystemInfo | null> {
  const found = place.known ?? (await optional(() => probeFilesystem(place.path, place.extent, options)));
  const mount = place.mounts[0];
  const type = mount?.type ?? found?.type;
  if (type === undefined) return null;
  const bytes =
    mount === undefined ? await unmountedBytes(type, place, options) : await mountedBytes(mount.mountPoint);
  return {
    type,
    label: found?.label ?? null,
    uuid: found?.uuid ?? null,
    usedBytes: bytes?.usedBytes ?? null,
    sizeBytes: bytes?.sizeBytes ?? null,
    mountPoints: [...new Set(place.mounts.map(({ mountPoint }) => mountPoint))],
  };
}

interface Bytes {
  readonly usedBytes: number;
  readonly sizeBytes: number;
}

async function mountedBytes(mountPoint: string): Promise<Bytes | null> {
  // A mount point may be hidden by a later mount, or out of reach for this user.
  const facts = await statfs(mountPoint).catch(() => null);
  if (facts === null) return null;
  return { usedBytes: (facts.blocks - facts.bfree) * facts.bsize, sizeBytes: facts.blocks * facts.bsize };
}

async function unmountedBytes(
  type: string,
  place: FilesystemPlace,
  options: SectionOptions,
): Promise<Bytes | null> {
  if (!/^ext[234]$/.test(type)) return null;
  return optional(() => extBytes(place.path, place.extent, options));
}

/** A program that is not installed costs only what it would have told. */
export async function optional<T>(read: () => Promise<T | null>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isVmkitError(error, 'program.missing') || isVmkitError(error, 'program.failed')) return null;
    throw error;
  }
}
