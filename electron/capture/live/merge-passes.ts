import { convert } from '../convert.ts';
import { handlePath, type DirectoryHandle } from '../folder/directory-handle.ts';
import { durably } from '../folder/early-writeback.ts';
import { partialFile } from '../folder/file-names.ts';
import { clearClusters } from '../image/clear-clusters.ts';
import { writeEmptyImage } from '../image/empty-image.ts';
import { virtualSize, writeMaskImage } from '../image/mask-image.ts';
import { imageNode, nodeArgument } from '../image/node-options.ts';
import { run } from '../../system/run.ts';
import type { CaptureRequest } from '../../../shared/model/capture.ts';
import type { OpenDisk } from '../disk/open-disk.ts';
import { RangeSet } from '../range-set.ts';
import { fresh, maskOf, passView, removePass, type StagedPass } from './staged-pass.ts';
import { viewNode } from './view-node.ts';

export interface MergeOptions {
  readonly folder: DirectoryHandle;
  /** `disk0.qcow2`. */
  readonly image: string;
  readonly clusterBytes: number;
  readonly compression: CaptureRequest['compression'];
  readonly signal: AbortSignal | undefined;
}

/**
 * Brings the passes, oldest first, into the image: every cluster that one of them touches is put together in a file
 * beside it, forgotten in the image (a packed cluster cannot be overwritten), and packed into it anew.
 */
export async function mergePasses(
  disk: OpenDisk,
  passes: readonly StagedPass[],
  options: MergeOptions,
): Promise<void> {
  const { folder, image, clusterBytes } = options;
  const virtualBytes = virtualSize(disk.sizeBytes);
  const dirty = passes.reduce((sum, { ranges }) => sum.union(ranges), RangeSet.empty);
  if (dirty.count === 0) return;
  const limit = Math.ceil(virtualBytes / clusterBytes) * clusterBytes;
  const clusters = dirty.alignOut(clusterBytes, limit).intersect(RangeSet.whole(virtualBytes));
  const together = `${image}.merged`;
  await putTogether(disk, passes, { ...options, clusters, together });
  const target = await folder.openFile(partialFile(image), true);
  try {
    await clearClusters(target, clusters);
    const node = imageNode(handlePath(target));
    const source = imageNode(folder.path(together));
    const conversion = { source, target: node, compression: options.compression };
    const { signal } = options;
    await durably(target, () => convert(conversion, { signal, onFraction: () => undefined }));
    // Exit code 3: clusters leaked; those that we forgot are leaks, and given back here.
    const check = ['qemu-img', 'check', '-q', '-r', 'leaks', '--image-opts', nodeArgument(node)] as const;
    await run(check, { signal, timeoutMs: 0, okExitCodes: [0, 3] });
    await target.sync();
  } finally {
    await target.close();
  }
  await folder.remove(together);
  await folder.remove(maskOf(together));
  for (const pass of passes) await removePass(pass);
}

interface Together extends MergeOptions {
  readonly clusters: RangeSet;
  readonly together: string;
}

async function putTogether(
  disk: OpenDisk,
  passes: readonly StagedPass[],
  { folder, image, clusterBytes, clusters, together, signal }: Together,
): Promise<void> {
  const [mask, file] = [await fresh(folder, maskOf(together)), await fresh(folder, together)];
  const base = await folder.openFile(partialFile(image));
  try {
    const { path, sizeBytes } = disk;
    await writeMaskImage(mask, { used: clusters, sizeBytes, dataFile: path });
    await writeEmptyImage(file, { virtualBytes: virtualSize(sizeBytes), clusterBytes, zstd: false });
    const view = passes.reduce((below, pass) => passView(pass, below), imageNode(handlePath(base)));
    const source = viewNode(folder.path(maskOf(together)), view);
    const conversion = { source, target: imageNode(handlePath(file)), compression: 'none' } as const;
    await convert(conversion, { signal, onFraction: () => undefined });
  } finally {
    await mask.close();
    await file.close();
    await base.close();
  }
}
