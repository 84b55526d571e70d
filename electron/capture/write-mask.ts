import type { DirectoryHandle } from './folder/directory-handle.ts';
import { maskFile } from './folder/file-names.ts';
import { writeMaskImage } from './image/mask-image.ts';
import type { PreparedDisk } from './prepare.ts';
import type { RangeSet } from './range-set.ts';

/** Writes the mask of some ranges of the disk, in place of the last one. */
export async function writeMask(
  { disk }: PreparedDisk,
  used: RangeSet,
  { folder, image }: { readonly folder: DirectoryHandle; readonly image: string },
): Promise<void> {
  await folder.remove(maskFile(image));
  const file = await folder.createFile(maskFile(image));
  try {
    await writeMaskImage(file, { used, sizeBytes: disk.sizeBytes, dataFile: disk.path });
  } finally {
    await file.close();
  }
}
