import { VmkitError } from '../../shared/errors.ts';
import type { CapturedDisk } from '../../shared/model/capture.ts';
import { explainCopyError, refuseShrunk } from './copy-error.ts';
import { handlePath, type DirectoryHandle } from './folder/directory-handle.ts';
import { maskFile, partialFile } from './folder/file-names.ts';
import { sha256 } from './hash.ts';
import { virtualSize } from './image/mask-image.ts';
import { imageNode, maskNode } from './image/node-options.ts';
import type { PreparedDisk } from './prepare.ts';
import { compare } from './verify.ts';

export interface VerifyOptions {
  readonly folder: DirectoryHandle;
  readonly repository: string;
  readonly image: string;
  readonly verify: boolean;
  readonly signal: AbortSignal | undefined;
  readonly onBytes: (doneBytes: number) => void;
}

export type VerifiedDisk = Pick<CapturedDisk, 'sha256' | 'fileBytes' | 'verified'>;

/**
 * Compares a copied image with everything in use on its disk, and hashes the file meanwhile.
 * @throws VmkitError `capture.verify-failed` (detail: offset), `disk.read-failed`, `disk.shrunk`, `cancelled`.
 */
export async function verifyDisk(prepared: PreparedDisk, options: VerifyOptions): Promise<VerifiedDisk> {
  const file = await options.folder.openFile(partialFile(options.image));
  try {
    const [digest, verified] = await Promise.all([
      sha256(file, options.signal),
      options.verify ? compareAll(prepared, handlePath(file), options) : notVerified(),
    ]);
    return { sha256: digest, fileBytes: (await file.stat()).size, verified };
  } finally {
    await file.close();
  }
}

function notVerified(): CapturedDisk['verified'] {
  return { method: 'none', comparedBytes: 0 };
}

async function compareAll(
  { disk, used }: PreparedDisk,
  imagePath: string,
  { folder, image, repository, signal, onBytes }: VerifyOptions,
): Promise<CapturedDisk['verified']> {
  const left = maskNode(folder.path(maskFile(image)), disk);
  const right = imageNode(imagePath);
  try {
    const virtualBytes = virtualSize(disk.sizeBytes);
    const [offset] = await compare({ left, right, virtualBytes, used }, { signal, onBytes });
    await refuseShrunk(disk);
    if (offset !== undefined) throw differs(disk.path, offset);
    return { method: 'compare', comparedBytes: used.bytes };
  } catch (error) {
    throw await explainCopyError(error, {
      disk,
      targetPath: folder.here,
      targetName: repository,
      neededBytes: 0,
    });
  }
}

function differs(device: string, offset: number): VmkitError {
  return new VmkitError(
    'capture.verify-failed',
    `The image of ${device} differs from it at byte ${offset}.`,
    {
      hint: 'Memory, disk or cable may be faulty, or something wrote to the disk. Check the kernel log, then start again.',
      detail: { device, offset },
    },
  );
}
