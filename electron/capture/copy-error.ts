import { statfs } from 'node:fs/promises';
import { isVmkitError, VmkitError } from '../../shared/errors.ts';
import { formatBytes } from '../../shared/units.ts';
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

async function sizeNow(disk: OpenDisk): Promise<number> {
  return disk.number === null ? (await disk.handle.stat()).size : blockSize(disk.number);
}

function shrunk(cause: VmkitError, disk: OpenDisk, nowBytes: number): VmkitError {
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

/** qemu reads 2 MiB at a time and names the start; the sector itself is found by reading them one by one. */
async function firstBadSector(disk: OpenDisk, from: number): Promise<number> {
  const sector = Buffer.alloc(512);
  const end = Math.min(from + 4 * 1024 ** 2, disk.sizeBytes);
  for (let offset = from; offset < end; offset += sector.length) {
    const read = await disk.handle.read(sector, 0, sector.length, offset).catch(() => undefined);
    if (read === undefined || read.bytesRead === 0) return offset;
  }
  return from;
}
