import { constants } from 'node:fs';
import { open, readFile, realpath, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { VmkitError } from '../../../shared/errors.ts';
import { handlePath } from '../folder/directory-handle.ts';
import { deviceNumber } from './device-number.ts';
import { findUses } from '../../host/disks/find-uses.ts';
import { errnoOf } from '../../host/system-file.ts';
import { inUse } from './in-use.ts';

const HOLD_ATTEMPTS = 4;
const HOLD_PAUSE_MS = 100;

/** A disk, or an image file that stands for one, open for reading. */
export interface OpenDisk {
  /** The kernel's path, symlinks resolved. */
  readonly path: string;
  readonly kind: 'block' | 'file';
  readonly sizeBytes: number;
  readonly handle: FileHandle;
  /** Path for child processes that reaches this very device, whatever happens to its name. */
  readonly childPath: string;
  /** `8:0`; null for a file. */
  readonly number: string | null;
  /** Key of the one lock for this disk. */
  readonly lockKey: string;
  readonly close: () => Promise<void>;
}

/**
 * Opens a disk at rest. With `hold`, a block device is held exclusively (open(2) with O_EXCL on a block device): the
 * kernel then refuses every mount of it and of its partitions until it is closed, which is the proof that it rests.
 * @throws VmkitError `disk.not-found`, `disk.not-a-disk`, `disk.in-use`, `permission.denied`.
 */
export async function openDisk(path: string, { hold }: { hold: boolean }): Promise<OpenDisk> {
  const real = await realpath(path).catch(() => {
    throw new VmkitError('disk.not-found', `There is no disk ${path}.`, {
      hint: 'See `vmkit host info --section disks` for the disks of this computer.',
      detail: { device: path },
    });
  });
  const info = await stat(real);
  if (info.isFile()) return openFile(real);
  if (!info.isBlockDevice()) throw notADisk(path, 'is not a block device');
  const number = deviceNumber(info.rdev);
  const partition = await readFile(`/sys/dev/block/${number}/partition`, 'utf8').catch(() => undefined);
  if (partition !== undefined) throw notADisk(path, 'is a partition, not a whole disk');
  return openBlock(real, number, hold);
}

async function openBlock(path: string, number: string, hold: boolean): Promise<OpenDisk> {
  // Whether some program claims it is tried below, more than once.
  const uses = (await findUses(path)).filter(({ how }) => how !== 'claimed');
  if (uses.length > 0) throw inUse(path, uses);
  const handle = await openExclusively(path);
  const { O_RDONLY, O_NOFOLLOW } = constants;
  if (!hold) await handle.close();
  const kept = hold ? handle : await open(path, O_RDONLY | O_NOFOLLOW);
  const sizeBytes = await blockSize(number);
  if (sizeBytes === 0) {
    await kept.close();
    throw new VmkitError('disk.not-found', `${path} holds no medium.`, { detail: { device: path } });
  }
  return described(kept, { path, kind: 'block', sizeBytes, number, lockKey: `path:${path}` });
}

/** Somebody who only looks at the disk (a plan, udev) may hold it for a moment. */
async function openExclusively(path: string, attempt = 1): Promise<FileHandle> {
  const { O_RDONLY, O_EXCL, O_NOFOLLOW } = constants;
  try {
    return await open(path, O_RDONLY | O_EXCL | O_NOFOLLOW);
  } catch (error) {
    if (errnoOf(error) !== 'EBUSY') throw openFailed(path, error);
    if (attempt === HOLD_ATTEMPTS) throw inUse(path, [], error);
    await sleep(HOLD_PAUSE_MS);
    return openExclusively(path, attempt + 1);
  }
}

async function openFile(path: string): Promise<OpenDisk> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: unknown) => {
    throw openFailed(path, error);
  });
  const { size } = await handle.stat();
  if (size === 0) await handle.close();
  if (size === 0) throw notADisk(path, 'is an empty file');
  return described(handle, { path, kind: 'file', sizeBytes: size, number: null, lockKey: `path:${path}` });
}

type Facts = Omit<OpenDisk, 'handle' | 'childPath' | 'close'>;

function described(handle: FileHandle, facts: Facts): OpenDisk {
  return { ...facts, handle, childPath: handlePath(handle), close: () => handle.close() };
}

/** Size of a block device in bytes, as the kernel sees it now; 0 where it is gone. */
export async function blockSize(number: string): Promise<number> {
  const sectors = await readFile(`/sys/dev/block/${number}/size`, 'utf8').catch(() => '0');
  return Number(sectors) * 512; // sysfs counts in 512 bytes whatever the sector size is
}

function notADisk(path: string, why: string): VmkitError {
  return new VmkitError('disk.not-a-disk', `${path} ${why}.`, {
    hint: 'Name the whole disk, such as /dev/sda, and leave partitions out with --exclude.',
    detail: { device: path },
  });
}

function openFailed(path: string, cause: unknown): VmkitError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const denied = /EACCES|EPERM/.test(reason);
  return new VmkitError(
    denied ? 'permission.denied' : 'disk.not-found',
    `${path} cannot be opened: ${reason}`,
    {
      cause,
      detail: { device: path },
    },
  );
}
