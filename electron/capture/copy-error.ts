import { statfs } from 'node:fs/promises';
import { isVmkitError, VmkitError } from '../../shared/errors.ts';
import { formatBytes } from '../../shared/units.ts';
import { run } from '../system/run.ts';
import { blockSize, type OpenDisk } from './disk/open-disk.ts';

export interface CopyContext {
  readonly disk: OpenDisk;
  /** For statfs of the target. */
  readonly targetPath: string;
  readonly targetName: string;
  /** Bytes that were still to be written, as far as can be told. */
  readonly neededBytes: number;
}

/** Turns qemu-img's failure into what happened: target full, disk unreadable, disk shrunk; others stay as they are. */
export async function explainCopyError(error: unknown, context: CopyContext): Promise<unknown> {
  if (!isVmkitError(error, 'program.failed')) return error;
  const stderr = String(error.detail?.stderr ?? '');
  const outOfSpace = /No space left on device|Disk quota exceeded|File too large/.test(stderr);
  if (outOfSpace || error.detail?.signal === 'SIGXFSZ') return spaceExhausted(error, stderr, context);
  const now = await sizeNow(context.disk);
  if (now < context.disk.sizeBytes) return shrunk(error, context.disk, now);
  const read = /error while reading (?:at byte|offset)?\s*(\d+)?|Error while reading offset (\d+)/i.exec(
    stderr,
  );
  if (read) return readFailed(error, context.disk, Number(read[1] ?? read[2] ?? 0));
  return error;
}

async function spaceExhausted(cause: VmkitError, stderr: string, context: CopyContext): Promise<VmkitError> {
  const { bavail, bsize } = await statfs(context.targetPath);
  const freeBytes = bavail * bsize;
  const { neededBytes, targetName } = context;
  const full = /No space left/.test(stderr) ? 'is full' : 'takes no more (quota or file size limit)';
  const sizes = `about ${formatBytes(neededBytes)} more needed, ${formatBytes(freeBytes)} free`;
  return new VmkitError('space.exhausted', `The repository ${targetName} ${full}: ${sizes}.`, {
    hint: 'Free some space, or choose another repository, and start again.',
    detail: { neededBytes, freeBytes, repository: targetName },
    cause,
  });
}

/**
 * Throws where a disk is smaller than when it was opened. qemu reads what lies behind the end as zeros, without an
 * error, so this has to be asked after every pass. @throws VmkitError `disk.shrunk`.
 */
export async function refuseShrunk(disk: OpenDisk): Promise<void> {
  const now = await sizeNow(disk);
  if (now < disk.sizeBytes) throw shrunk(undefined, disk, now);
}

async function sizeNow(disk: OpenDisk): Promise<number> {
  return disk.number === null ? (await disk.handle.stat()).size : blockSize(disk.number);
}

function shrunk(cause: VmkitError | undefined, disk: OpenDisk, nowBytes: number): VmkitError {
  const text =
    nowBytes === 0
      ? 'has vanished'
      : `shrank from ${formatBytes(disk.sizeBytes)} to ${formatBytes(nowBytes)}`;
  return new VmkitError('disk.shrunk', `${disk.path} ${text} during the capture.`, {
    hint: 'Check its cable and the kernel log (dmesg), then start again.',
    detail: { device: disk.path, wasBytes: disk.sizeBytes, nowBytes },
    cause,
  });
}

async function readFailed(cause: VmkitError, disk: OpenDisk, from: number): Promise<VmkitError> {
  const offset = await firstBadSector(disk, from);
  return new VmkitError('disk.read-failed', `${disk.path} cannot be read at byte ${offset}.`, {
    hint: 'The disk is failing: save what matters first, check it with smartctl, and see the kernel log (dmesg).',
    detail: { device: disk.path, offset },
    cause,
  });
}

/** qemu reads up to 2 MiB at a time in eight places at once and names the start of any that failed: look around. */
const BEFORE_BYTES = 16 * 1024 ** 2;
const BEHIND_BYTES = 4 * 1024 ** 2;
const COARSE_BYTES = 64 * 1024;

async function firstBadSector(disk: OpenDisk, near: number): Promise<number> {
  // What earlier readers left in the page cache would read without an error.
  if (disk.number !== null) await run(['blockdev', '--flushbufs', disk.childPath]).catch(() => undefined);
  const start = Math.max(0, near - BEFORE_BYTES);
  const block = await firstUnreadable(disk, { start, end: near + BEHIND_BYTES, step: COARSE_BYTES });
  if (block === null) return near;
  return (await firstUnreadable(disk, { start: block, end: block + COARSE_BYTES, step: 512 })) ?? block;
}

async function firstUnreadable(
  disk: OpenDisk,
  { start, end, step }: { start: number; end: number; step: number },
): Promise<number | null> {
  const piece = Buffer.alloc(step);
  for (let offset = start; offset < Math.min(end, disk.sizeBytes); offset += step) {
    const wanted = Math.min(step, disk.sizeBytes - offset);
    const read = await disk.handle.read(piece, 0, wanted, offset).catch(() => undefined);
    if (read === undefined || read.bytesRead < wanted) return offset;
  }
  return null;
}
