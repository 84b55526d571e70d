import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { run } from '../../system/run.ts';
import { RangeSet } from '../range-set.ts';
import { scratchFolder } from '../testing/test-disk.ts';
import { writeEmptyImage } from './empty-image.ts';
import { MASK_GRAIN_BYTES, virtualSize, writeMaskImage } from './mask-image.ts';

const MIB = 1024 ** 2;
const mapShape = z.array(z.object({ start: z.number(), length: z.number(), present: z.boolean() }));
let folder: Awaited<ReturnType<typeof scratchFolder>>;
beforeAll(async () => {
  folder = await scratchFolder();
});
afterAll(() => folder.remove());

let counter = 0;
async function mask(sizeBytes: number, used: RangeSet): Promise<string> {
  counter += 1;
  const disk = join(folder.path, `disk${counter}`);
  await writeFile(disk, '');
  await run(['truncate', '--size', String(sizeBytes), disk]);
  const path = `${disk}.mask`;
  const file = await open(path, 'wx');
  await writeMaskImage(file, { used, sizeBytes, dataFile: disk });
  await file.close();
  return path;
}

async function mapped(path: string): Promise<RangeSet> {
  const { stdout } = await run(['qemu-img', 'map', '--output=json', path]);
  const present = mapShape.parse(JSON.parse(stdout)).filter((extent) => extent.present);
  return RangeSet.of(present.map(({ start, length }) => ({ offset: start, length })));
}

describe('a mask image', () => {
  it('shows qemu exactly the used map, rounded out to its grain, and is clean', async () => {
    const size = 3 * 1024 * MIB + 512 * 77;
    const range = fc.record({ offset: fc.nat(size - 1), length: fc.integer({ min: 1, max: 300 * MIB }) });
    await fc.assert(
      fc.asyncProperty(fc.array(range, { maxLength: 12 }), async (given) => {
        const cut = given.map(({ offset, length }) => ({ offset, length: Math.min(length, size - offset) }));
        const used = RangeSet.of(cut);
        const path = await mask(size, used);
        await run(['qemu-img', 'check', '-q', path]);
        expect([...(await mapped(path))]).toEqual([...used.alignOut(MASK_GRAIN_BYTES, size)]);
      }),
      { numRuns: 12 },
    );
  });

  it('takes disks of tens of TiB with tables only where something is used', async () => {
    const used = RangeSet.of([
      { offset: 0, length: MIB },
      { offset: 40 * 1024 ** 4 - 4096, length: 4096 },
    ]);
    const file = await open(join(folder.path, 'huge.mask'), 'wx');
    await writeMaskImage(file, { used, sizeBytes: 40 * 1024 ** 4, dataFile: '/dev/null' });
    expect((await file.stat()).size).toBeLessThan(2 * MIB);
    await file.close();
  });

  it('refuses a map that reaches beyond the disk', async () => {
    const used = RangeSet.of([{ offset: MIB, length: MIB }]);
    await expect(mask(MIB + 512, used)).rejects.toMatchObject({ code: 'capture.map-invalid' });
  });

  it('counts the last partial sector of a file as a whole one', () => {
    expect(virtualSize(1025)).toBe(1536);
  });
});

describe('an empty image', () => {
  it('is clean, zstd, and as large as asked', async () => {
    const path = join(folder.path, 'empty.qcow2');
    const file = await open(path, 'wx');
    await writeEmptyImage(file, { virtualBytes: 10 * 1024 ** 4 + 512, clusterBytes: 256 * 1024, zstd: true });
    await file.close();
    await run(['qemu-img', 'check', '-q', path]);
    const { stdout } = await run(['qemu-img', 'info', '--output=json', path]);
    expect(JSON.parse(stdout)).toMatchObject({
      'virtual-size': 10 * 1024 ** 4 + 512,
      'cluster-size': 256 * 1024,
      'format-specific': { data: { 'compression-type': 'zstd', corrupt: false } },
    });
  });
});
