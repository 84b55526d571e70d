import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../system/run.ts';

/** Start of the root partition of the test disk. */
export const ROOT_OFFSET = 10240 * 512;
export const ROOT_BYTES = 100 * 1024 ** 2;

/** A real loop device with GPT, a BIOS boot partition, ext4 and swap, for tests that run as root. */
export interface LoopDisk {
  readonly path: string;
  readonly file: string;
  readonly folder: string;
  dispose(): Promise<void>;
}

/** Makes the disk; nothing of it is left after `dispose`. */
export async function attachLoopDisk(): Promise<LoopDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'vmkit-loop-'));
  const file = join(folder, 'disk.img');
  await run(['truncate', '-s', '160M', file]);
  const table = [
    'label: gpt',
    'label-id: 11111111-2222-3333-4444-555555555555',
    'start=2048, size=8192, type=21686148-6449-6E6F-744E-656564454649',
    `start=10240, size=${ROOT_BYTES / 512}, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, name="my root"`,
    'type=0657FD6D-A4AB-43C4-84E5-0933C84B4F4F',
  ];
  await run(['sfdisk', '--quiet', file], { input: `${table.join('\n')}\n` });
  await run(['mke2fs', '-q', '-t', 'ext4', '-L', 'rootfs', '-E', `offset=${ROOT_OFFSET}`, file, '100M']);
  const { stdout } = await run(['losetup', '--find', '--show', file]);
  const path = stdout.trim();
  return {
    path,
    file,
    folder,
    dispose: async () => {
      await run(['losetup', '--detach', path], { okExitCodes: [0, 1] });
      await rm(folder, { recursive: true });
    },
  };
}
