import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../system/run.ts';
import { RangeSet } from '../range-set.ts';
import { rawFile, scratchFolder } from '../testing/test-disk.ts';
import { clearClusters } from './clear-clusters.ts';
import { presentRanges } from './image-map.ts';
import { imageNode } from './node-options.ts';

const MIB = 1024 ** 2;
let folder: Awaited<ReturnType<typeof scratchFolder>>;
beforeAll(async () => {
  folder = await scratchFolder();
});
afterAll(() => folder.remove());

describe('clearClusters', () => {
  it('forgets exactly the clusters it is told, and qemu finds the image clean once leaks are repaired', async () => {
    const raw = await rawFile(join(folder.path, 'raw'), 40 * MIB, { stale: true });
    const image = join(folder.path, 'image.qcow2');
    await run(['qemu-img', 'convert', '-c', '-O', 'qcow2', '-o', 'cluster_size=256k', raw, image]);
    const file = await open(image, 'r+');
    const gone = RangeSet.of([
      { offset: 3 * MIB + 5, length: 10 },
      { offset: 20 * MIB, length: 5 * MIB },
    ]);
    await clearClusters(file, gone);
    await file.close();
    await run(['qemu-img', 'check', '-q', '-r', 'leaks', image]);
    await run(['qemu-img', 'check', '-q', image]);
    const left = await presentRanges(imageNode(image));
    const cleared = gone.alignOut(256 * 1024, 40 * MIB);
    expect([...left]).toEqual([...RangeSet.whole(40 * MIB).subtract(cleared)]);
  });

  it('refuses a file that is no image of ours', async () => {
    const file = await open(join(folder.path, 'raw'), 'r');
    await expect(clearClusters(file, RangeSet.whole(MIB))).rejects.toMatchObject({ code: 'capture.damaged' });
    await file.close();
  });
});
