import { setTimeout as sleep } from 'node:timers/promises';
import { VmkitError } from '../../../shared/errors.ts';
import type { CapturedDisk } from '../../../shared/model/capture.ts';
import { handlePath } from '../folder/directory-handle.ts';
import { partialFile } from '../folder/file-names.ts';
import { sha256 } from '../hash.ts';
import { MASK_GRAIN_BYTES, virtualSize, writeMaskImage } from '../image/mask-image.ts';
import { imageNode, maskNode } from '../image/node-options.ts';
import { RangeSet } from '../range-set.ts';
import { compareWindow } from '../verify.ts';
import type { VerifiedDisk, VerifyOptions } from '../verify-disk.ts';
import { flushBuffers } from './live-context.ts';
import type { LiveDisk } from './live-disk.ts';
import { fresh, maskOf } from './staged-pass.ts';
import { viewNode } from './view-node.ts';

const WINDOW_BYTES = 128 * 1024 ** 2;
/** Differences in one window that turn out to be new writes, until the rest of it is left alone. */
const RESTARTS = 40;
/** A write may be on the disk a moment before its event is seen. */
const EVENT_DELAY_MS = 300;

/**
 * Compares an image with its disk in use: everything that has not been written since the freeze has to be equal.
 * What was written since is left out, and the rest of `comparedBytes` is honest about it.
 * @throws VmkitError `capture.verify-failed` (detail: offset), `cancelled`.
 */
export async function verifyLiveDisk(disk: LiveDisk, options: VerifyOptions): Promise<VerifiedDisk> {
  const file = await options.folder.openFile(partialFile(options.image));
  try {
    const imagePath = handlePath(file);
    const [digest, comparedBytes] = await Promise.all([
      sha256(file, options.signal),
      options.verify ? compareUnchanged(disk, imagePath, options) : 0,
    ]);
    const verified: CapturedDisk['verified'] = {
      method: options.verify ? 'compare' : 'none',
      comparedBytes,
    };
    return { sha256: digest, fileBytes: (await file.stat()).size, verified };
  } finally {
    await file.close();
  }
}

async function compareUnchanged(disk: LiveDisk, imagePath: string, options: VerifyOptions): Promise<number> {
  const size = virtualSize(disk.prepared.disk.sizeBytes);
  let compared = 0;
  for (let offset = 0; offset < size; offset += WINDOW_BYTES) {
    const window = { offset, length: Math.min(WINDOW_BYTES, size - offset) };
    compared += await compareOne(disk, imagePath, window, options);
    options.onBytes(disk.copied.intersect(RangeSet.whole(offset + window.length)).bytes);
  }
  await options.folder.remove(maskOf(`${options.image}.verify`));
  return compared;
}

type Window = Parameters<typeof compareWindow>[1];

/** @returns bytes that were compared. Where the disk is written to all the time, some are left out. */
async function compareOne(
  disk: LiveDisk,
  imagePath: string,
  window: Window,
  options: VerifyOptions,
): Promise<number> {
  const end = window.offset + window.length;
  let compared = 0;
  let offset = window.offset;
  for (let restarts = 0; offset < end && restarts < RESTARTS; restarts += 1) {
    const changed = await disk.tracker.peek();
    const rest = { offset, length: end - offset };
    const still = disk.copied.intersect(RangeSet.of([rest])).subtract(changed.ranges);
    if (still.count === 0 || !changed.complete) return compared;
    const at = await differenceIn(disk, still, imagePath, { window: rest, options });
    if (at === null) return compared + still.bytes;
    if (!(await writtenSince(disk, at))) throw differs(disk.prepared.disk.path, at);
    compared += still.intersect(RangeSet.whole(at)).bytes;
    offset = (Math.floor(at / MASK_GRAIN_BYTES) + 1) * MASK_GRAIN_BYTES;
  }
  return compared;
}

async function differenceIn(
  disk: LiveDisk,
  ranges: RangeSet,
  imagePath: string,
  { window, options }: { window: Window; options: VerifyOptions },
): Promise<number | null> {
  const { folder, image, signal } = options;
  const name = maskOf(`${image}.verify`);
  const mask = await fresh(folder, name);
  try {
    const { path, sizeBytes } = disk.prepared.disk;
    await writeMaskImage(mask, { used: ranges, sizeBytes, dataFile: path });
  } finally {
    await mask.close();
  }
  await flushBuffers(disk.prepared.disk.childPath);
  const left = maskNode(folder.path(name), disk.prepared.disk);
  const right = viewNode(folder.path(name), imageNode(imagePath));
  return compareWindow({ left, right }, window, { signal, onFraction: () => undefined });
}

async function writtenSince({ tracker }: LiveDisk, offset: number): Promise<boolean> {
  const place = RangeSet.of([{ offset, length: 1 }]);
  const seen = async (): Promise<boolean> => {
    const { ranges, complete } = await tracker.peek();
    return !complete || ranges.intersect(place).count > 0;
  };
  if (await seen()) return true;
  await sleep(EVENT_DELAY_MS);
  return seen();
}

function differs(device: string, offset: number): VmkitError {
  return new VmkitError(
    'capture.verify-failed',
    `The image of ${device} differs from it at byte ${offset}, where nothing was written since.`,
    {
      hint: 'Memory, disk or cable may be faulty. Check the kernel log, then start again.',
      detail: { device, offset },
    },
  );
}
