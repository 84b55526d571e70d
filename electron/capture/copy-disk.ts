import { performance } from 'node:perf_hooks';
import type { CaptureRequest } from '../../shared/model/capture.ts';
import { convert } from './convert.ts';
import { explainCopyError, refuseShrunk } from './copy-error.ts';
import { handlePath, type DirectoryHandle } from './folder/directory-handle.ts';
import { durably } from './folder/early-writeback.ts';
import { maskFile, partialFile } from './folder/file-names.ts';
import type { JournalDisk } from './folder/journal.ts';
import { writeEmptyImage } from './image/empty-image.ts';
import { virtualSize } from './image/mask-image.ts';
import { imageNode, maskNode } from './image/node-options.ts';
import type { PreparedDisk } from './prepare.ts';
import type { RangeSet } from './range-set.ts';
import { recheckPartial } from './recheck-partial.ts';
import { writeMask } from './write-mask.ts';

export interface CopyOptions {
  readonly folder: DirectoryHandle;
  readonly repository: string;
  readonly image: string;
  readonly clusterBytes: number;
  readonly compression: CaptureRequest['compression'];
  readonly resume: boolean;
  readonly signal: AbortSignal | undefined;
  readonly onBytes: (doneBytes: number) => void;
  readonly log: (text: string) => void;
}

/**
 * Pass 0: copies everything in use on a disk at rest into its partial image, and makes the file durable. Further
 * passes of a disk in use will lie on top as overlays. Afterwards the mask of the disk stays for verification.
 * @throws VmkitError `space.exhausted`, `disk.read-failed`, `disk.shrunk`, `file.failed`, `cancelled`.
 */
export async function copyDisk(prepared: PreparedDisk, options: CopyOptions): Promise<JournalDisk['passes']> {
  const start = performance.now();
  const partial = partialFile(options.image);
  const again = options.resume && (await options.folder.has(partial));
  const remaining = again ? await recheckPartial(prepared, options) : null;
  if (remaining === null) await createImage(prepared, options);
  const left = remaining ?? prepared.used;
  await copyRanges(prepared, left, options);
  if (left !== prepared.used) await writeMask(prepared, prepared.used, options);
  return [{ number: 0, bytes: left.bytes, ms: Math.round(performance.now() - start) }];
}

async function createImage({ disk }: PreparedDisk, options: CopyOptions): Promise<void> {
  const { folder, image, clusterBytes, compression } = options;
  await folder.remove(partialFile(image));
  const file = await folder.createFile(partialFile(image));
  try {
    const virtualBytes = virtualSize(disk.sizeBytes);
    await writeEmptyImage(file, { virtualBytes, clusterBytes, zstd: compression === 'zstd' });
    await file.sync();
  } finally {
    await file.close();
  }
}

async function copyRanges(prepared: PreparedDisk, ranges: RangeSet, options: CopyOptions): Promise<void> {
  const { folder, image, compression, signal } = options;
  await writeMask(prepared, ranges, options);
  const before = prepared.used.bytes - ranges.bytes;
  const file = await folder.openFile(partialFile(image), true);
  let done = 0;
  try {
    const source = maskNode(folder.path(maskFile(image)), prepared.disk);
    const target = imageNode(handlePath(file));
    const onFraction = (fraction: number): void => {
      done = fraction * ranges.bytes;
      options.onBytes(before + done);
    };
    await durably(file, () => convert({ source, target, compression }, { signal, onFraction }));
    await refuseShrunk(prepared.disk);
  } catch (error) {
    const { size } = await file.stat();
    const ratio = done > 0 ? Math.min(1, size / done) : 1;
    throw await explainCopyError(error, {
      disk: prepared.disk,
      targetPath: folder.here,
      targetName: options.repository,
      neededBytes: Math.round((ranges.bytes - done) * ratio),
    });
  } finally {
    await file.close();
  }
}
