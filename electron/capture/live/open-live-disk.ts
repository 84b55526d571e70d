import { constants } from 'node:fs';
import { access, open, readdir, realpath, stat } from 'node:fs/promises';
import { VmkitError } from '../../../shared/errors.ts';
import { findUses, type Use } from '../../host/disks/find-uses.ts';
import { deviceNumber } from '../disk/device-number.ts';
import { inUse } from '../disk/in-use.ts';
import { blockSize, type OpenDisk } from '../disk/open-disk.ts';
import { handlePath } from '../folder/directory-handle.ts';
import { diskParts, mountedFilesystems, type DiskPart } from './find-filesystems.ts';

/**
 * Opens a disk that is in use, and makes sure that we know every way in which it is: mounted filesystems and swap, on
 * the disk or its partitions.
 * @throws VmkitError `not-supported` for stacks (LVM, LUKS, RAID) and for disks whose writes cannot be followed;
 * `disk.in-use` where something unknown uses it; `disk.not-found`.
 */
export async function openLiveDisk(path: string): Promise<OpenDisk> {
  const real = await realpath(path);
  const number = deviceNumber((await stat(real)).rdev);
  await refuseUntraceable(real, number);
  await refuseUnknownUses(real, await diskParts(number, real));
  const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW);
  const sizeBytes = await blockSize(number);
  const close = (): Promise<void> => handle.close();
  const facts = { path: real, kind: 'block', sizeBytes, number, lockKey: `path:${real}` } as const;
  return { ...facts, handle, childPath: handlePath(handle), close };
}

/** Only drivers with request queues (blk-mq) report finished requests; device-mapper, md and zram have none. */
async function refuseUntraceable(path: string, number: string): Promise<void> {
  const queued = await access(`/sys/dev/block/${number}/mq`).then(
    () => true,
    () => false,
  );
  if (queued) return;
  throw new VmkitError('not-supported', `Writes to ${path} cannot be followed: it is not a physical disk.`, {
    hint: 'Name the physical disk below it, or unmount it and capture it at rest.',
    detail: { device: path },
  });
}

async function refuseUnknownUses(path: string, parts: readonly DiskPart[]): Promise<void> {
  const uses = await findUses(path);
  const own = new Set(parts.map((part) => part.path));
  const stacked = uses.filter((use) => !own.has(use.path) || /RAID/.test(use.how));
  if (stacked.length > 0) throw isStacked(path, stacked);
  for (const part of parts) {
    const holders = await readdir(`/sys/dev/block/${part.device}/holders`).catch(() => []);
    const found = holders.map((name): Use => ({ path: part.path, how: 'held by', where: `/dev/${name}` }));
    if (found.length > 0) throw isStacked(path, found);
  }
  await refuseForeignClaims(path, parts, uses);
}

/** A partition that is neither mounted here nor swap and yet claimed is mounted in a place that we cannot freeze. */
async function refuseForeignClaims(
  path: string,
  parts: readonly DiskPart[],
  uses: readonly Use[],
): Promise<void> {
  const mounted = await mountedFilesystems(parts);
  // A filesystem on the whole disk claims all of it, and makes partitions shown from an earlier use meaningless.
  if (mounted.some(({ device }) => device === parts[0]?.device)) return;
  const alone = parts.length === 1 ? parts : parts.slice(1);
  for (const part of alone) {
    if (mounted.some(({ device }) => device === part.device)) continue;
    if (uses.some((use) => use.path === part.path && use.how === 'swap')) continue;
    const free = await open(part.path, constants.O_RDONLY | constants.O_EXCL).then(
      (handle) => handle.close().then(() => true),
      (error: NodeJS.ErrnoException) => error.code !== 'EBUSY',
    );
    if (!free)
      throw inUse(path, [{ path: part.path, how: 'claimed', where: 'another program or mount namespace' }]);
  }
}

function isStacked(path: string, uses: readonly Use[]): VmkitError {
  const list = uses.map((use) => `${use.path}: ${use.how} ${use.where}`);
  return new VmkitError(
    'not-supported',
    `${path} carries something that is built on it (${list.join('; ')}).`,
    {
      hint: 'LVM, LUKS and RAID in use cannot be captured live yet: stop them and capture the disk at rest.',
      detail: { device: path, uses: list },
    },
  );
}
