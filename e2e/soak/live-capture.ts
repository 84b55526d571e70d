import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCapture } from '../../electron/capture/index.ts';
import { captureInput } from '../../electron/capture/testing/capture-request.ts';
import { scratchFolder, unpackImage } from '../../electron/capture/testing/test-disk.ts';
import { busyDisk, withMountedImage, type FilesystemType } from '../fixtures/live/busy-disk.ts';
import type { Load } from '../fixtures/live/stamp.ts';
import { inspect, startWriter } from '../fixtures/live/writer.ts';

/**
 * `npm run soak [ROUNDS]`: live captures of busy disks, 20 rounds unless told otherwise: ext4, xfs and btrfs in turn,
 * random and appended writes, every other round onto the captured disk itself where that is possible. Ends with exit
 * code 1 at the first image that is not the disk at one moment.
 */
const MIB = 1024 ** 2;
const TYPES: readonly FilesystemType[] = ['ext4', 'xfs', 'btrfs'];
const LOADS: readonly Load[] = [
  { blocks: 16_384, batch: 16, append: false },
  { blocks: 0, batch: 8, append: true },
  { blocks: 32_768, batch: 64, append: false },
];

async function round(number: number): Promise<string> {
  const scratch = await scratchFolder();
  const type = TYPES[number % TYPES.length] ?? 'ext4';
  const load = LOADS[Math.floor(number / TYPES.length) % LOADS.length] ?? {
    blocks: 1024,
    batch: 16,
    append: false,
  };
  const itself = number % 2 === 1 && type !== 'btrfs';
  const disk = await busyDisk(scratch.path, type, 1024 * MIB);
  const writer = await startWriter(disk.mountPoint, load, 1);
  try {
    const repository = join(itself ? disk.mountPoint : scratch.path, 'captures');
    await mkdir(repository);
    let durable = 0;
    const input = captureInput(repository, [disk.device], { consistency: 'live' });
    const manifest = await runCapture(input, {
      report: (entry) => {
        if (entry.kind === 'log' && entry.text === 'Freezing') durable = writer.durable();
      },
    });
    await writer.stop();
    const image = join(repository, 'tested', 'disk0.qcow2');
    const raw = await unpackImage(image, join(scratch.path, 'raw'));
    await disk.remove();
    await withMountedImage(raw, type, async (mountPoint) => {
      const { logged, wrong } = await inspect(mountPoint, load);
      if (wrong.length > 0 || logged < durable) {
        throw new Error(
          `round ${number}: ${wrong.length} wrong blocks, log ${logged}, durable ${durable}: ${wrong[0]}`,
        );
      }
    });
    const [captured] = manifest.disks;
    const passes = captured?.passes.map(({ bytes }) => `${Math.round(bytes / MIB)} MiB`).join(', ');
    return `${type}${itself ? ' onto itself' : ''}: frozen ${captured?.frozenMs} ms, passes ${passes}, lost ${captured?.lostEvents}`;
  } finally {
    await writer.stop();
    await disk.remove();
    await rm(scratch.path, { recursive: true, force: true });
  }
}

const rounds = Number(process.argv[2] ?? 20);
for (let number = 0; number < rounds; number += 1) {
  process.stdout.write(`${number + 1}/${rounds} ${await round(number)}\n`);
}
