import { convert } from '../convert.ts';
import { handlePath, type DirectoryHandle } from '../folder/directory-handle.ts';
import { virtualSize, writeMaskImage } from '../image/mask-image.ts';
import { maskNode, type ImageNode } from '../image/node-options.ts';
import type { OpenDisk } from '../disk/open-disk.ts';
import type { RangeSet } from '../range-set.ts';
import { rawNode, viewNode } from './view-node.ts';

/** A later pass: what was dirty, in a raw file full of holes, and the mask that says which parts of it count. */
export interface StagedPass {
  readonly ranges: RangeSet;
  readonly place: DirectoryHandle;
  readonly file: string;
}

interface StageOptions {
  readonly place: DirectoryHandle;
  readonly file: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * Copies dirty ranges of a disk, exactly these, past the page cache. Nothing is packed and no cluster is completed
 * from elsewhere, since the last pass runs while everything waits.
 */
export async function stagePass(
  disk: OpenDisk,
  ranges: RangeSet,
  options: StageOptions,
): Promise<StagedPass> {
  const { place, file, signal } = options;
  const [mask, data] = [await fresh(place, maskOf(file)), await fresh(place, file)];
  try {
    await writeMaskImage(mask, { used: ranges, sizeBytes: disk.sizeBytes, dataFile: disk.path });
    await data.truncate(virtualSize(disk.sizeBytes));
    const source = maskNode(place.path(maskOf(file)), disk);
    const target = rawNode(handlePath(data));
    await convert({ source, target, compression: 'none' }, { signal, onFraction: () => undefined });
    return { ranges, place, file };
  } finally {
    await mask.close();
    await data.close();
  }
}

/** The disk as it was after this pass: its own data where it has any, what came before elsewhere. */
export function passView({ place, file }: StagedPass, before: ImageNode): ImageNode {
  return viewNode(place.path(maskOf(file)), rawNode(place.path(file)), before);
}

export async function removePass({ place, file }: StagedPass): Promise<void> {
  await place.remove(file);
  await place.remove(maskOf(file));
}

export const maskOf = (file: string): string => `${file}.mask`;

export async function fresh(place: DirectoryHandle, name: string) {
  await place.remove(name);
  return place.createFile(name);
}
