import { mkdir, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteCapture, listCaptures, runCapture, showCapture } from './index.ts';
import type { CaptureInput } from './run.ts';
import { captureInput } from './testing/capture-request.ts';
import { rawFile, scratchFolder } from './testing/test-disk.ts';

let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let folder: string;
let input: CaptureInput;

beforeEach(async () => {
  scratch = await scratchFolder();
  const repository = join(scratch.path, 'repository');
  const disk = join(scratch.path, 'disk');
  await mkdir(repository);
  await rawFile(disk, 4 * 1024 ** 2, { stale: true });
  input = captureInput(repository, [disk]);
  await runCapture(input);
  folder = join(repository, 'tested');
});
afterEach(() => scratch.remove());

describe('a capture that somebody damaged', () => {
  it('is told as damaged where an image was cut, and is not given out', async () => {
    await truncate(join(folder, 'disk0.qcow2'), 100_000);
    expect(await listCaptures([input.target])).toMatchObject([{ name: 'tested', state: 'damaged' }]);
    await expect(showCapture(input.target, 'tested')).rejects.toMatchObject({
      code: 'capture.damaged',
      hint: expect.any(String),
      detail: { file: 'disk0.qcow2' },
    });
  });

  it('likewise where an image is gone', async () => {
    await rm(join(folder, 'disk0.qcow2'));
    expect(await listCaptures([input.target])).toMatchObject([{ state: 'damaged' }]);
  });

  it.each([
    ['that is no JSON', '{'],
    ['of another shape', '{"version":2}'],
  ])('is listed and can be deleted with a manifest %s', async (_what, manifest) => {
    await writeFile(join(folder, 'manifest.json'), manifest);
    expect(await listCaptures([input.target])).toMatchObject([{ name: 'tested', state: 'damaged' }]);
    await expect(showCapture(input.target, 'tested')).rejects.toMatchObject({ code: 'capture.damaged' });
    await deleteCapture(input.target, 'tested');
    expect(await readdir(input.target.directory)).toEqual([]);
  });

  it('is never followed out of its folder', async () => {
    const manifest = await showCapture(input.target, 'tested');
    const disks = manifest.disks.map((disk) => ({ ...disk, file: '../../../../etc/shadow' }));
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, disks }));
    await expect(showCapture(input.target, 'tested')).rejects.toMatchObject({ code: 'capture.damaged' });
  });
});
