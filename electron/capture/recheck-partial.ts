import { isVmkitError } from '../../shared/errors.ts';
import { run } from '../system/run.ts';
import type { CopyOptions } from './copy-disk.ts';
import { handlePath } from './folder/directory-handle.ts';
import { maskFile, partialFile } from './folder/file-names.ts';
import { clearClusters } from './image/clear-clusters.ts';
import { presentRanges } from './image/image-map.ts';
import { virtualSize } from './image/mask-image.ts';
import { imageNode, maskNode, nodeArgument, type ImageNode } from './image/node-options.ts';
import type { PreparedDisk } from './prepare.ts';
import { RangeSet } from './range-set.ts';
import { compareWindow } from './verify.ts';
import { writeMask } from './write-mask.ts';

const FIRST_DOUBT_BYTES = 16 * 1024 ** 2;

/**
 * What an interrupted image still lacks. A compressed cluster's table entry can be on the disk before its data is, so
 * nothing is believed: the image is repaired, what it holds is compared with the disk, and whatever is no longer used
 * or differs is forgotten, to be copied again.
 * @returns ranges to copy, or null where the image is beyond repair and has to be started anew.
 */
export async function recheckPartial(prepared: PreparedDisk, options: CopyOptions): Promise<RangeSet | null> {
  const { folder, image, clusterBytes, signal } = options;
  const file = await folder.openFile(partialFile(image), true);
  try {
    const node = imageNode(handlePath(file));
    if (!(await repair(node, signal))) return null;
    const virtualBytes = virtualSize(prepared.disk.sizeBytes);
    const limit = Math.ceil(virtualBytes / clusterBytes) * clusterBytes;
    const present = (await presentRanges(node, signal)).alignOut(clusterBytes, limit);
    const wanted = prepared.used.alignOut(clusterBytes, limit);
    await forget(file, present.subtract(wanted), node, signal);
    const held = present.intersect(wanted);
    await writeMask(prepared, prepared.used.intersect(held), options);
    const mask = maskNode(folder.path(maskFile(image)), prepared.disk);
    const doubtful = await differences({ left: mask, right: node }, virtualBytes, signal);
    await forget(file, doubtful.alignOut(clusterBytes, limit), node, signal);
    const good = held.subtract(doubtful.alignOut(clusterBytes, limit));
    const remaining = prepared.used.subtract(good);
    options.log(
      `${prepared.disk.path}: ${prepared.used.bytes - remaining.bytes} bytes were there already and are right`,
    );
    return remaining;
  } finally {
    await file.close();
  }
}

/** Exit code 3 of `qemu-img check`: leaked clusters only, which cost space and no data. */
async function repair(node: ImageNode, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    const argv = ['qemu-img', 'check', '-q', '-r', 'all', '--image-opts', nodeArgument(node)] as const;
    await run(argv, { signal, timeoutMs: 0, okExitCodes: [0, 3] });
    return true;
  } catch (error) {
    if (isVmkitError(error, 'program.failed')) return false;
    throw error;
  }
}

async function forget(
  file: Parameters<typeof clearClusters>[0],
  ranges: RangeSet,
  node: ImageNode,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (ranges.count === 0) return;
  await clearClusters(file, ranges);
  await repair(node, signal);
}

/** Where two images differ, widely: behind each difference a stretch that doubles counts as different unread. */
async function differences(
  images: { left: ImageNode; right: ImageNode },
  virtualBytes: number,
  signal: AbortSignal | undefined,
): Promise<RangeSet> {
  const found: number[] = [];
  let stretch = FIRST_DOUBT_BYTES;
  for (let offset = 0; offset < virtualBytes;) {
    const window = { offset, length: virtualBytes - offset };
    const at = await compareOrDoubt(images, window, signal);
    if (at === null) break;
    const start = Math.floor(at / FIRST_DOUBT_BYTES) * FIRST_DOUBT_BYTES;
    offset = Math.min(virtualBytes, start + stretch);
    found.push(start, offset);
    stretch *= 2;
  }
  return RangeSet.ofBounds(found);
}

/** A cluster that cannot be unpacked makes qemu-img fail with the offset, which is a difference as well. */
async function compareOrDoubt(
  images: { left: ImageNode; right: ImageNode },
  window: { offset: number; length: number },
  signal: AbortSignal | undefined,
): Promise<number | null> {
  try {
    return await compareWindow(images, window, { signal, onFraction: () => undefined });
  } catch (error) {
    if (!isVmkitError(error, 'program.failed')) throw error;
    const at = /offset (\d+)/.exec(String(error.detail?.stderr ?? ''));
    if (!at) throw error;
    return window.offset + Number(at[1]);
  }
}
