import { Option } from 'commander';
import { z } from 'zod';
import { compression, consistency, type CaptureRequestInput } from '../../../shared/model/capture.ts';
import type { Context } from '../context.ts';
import { collect } from '../option-values.ts';
import { chooseDisks } from './choose-disks.ts';
import { chooseRepository } from './choose-repository.ts';

/** Options of a capture; `vmkit host virtualize` takes them too. */
export const captureOptions = (): Option[] => [
  new Option('--disk <device>', 'disk to capture, repeatable (default: the only disk at rest)').argParser(
    collect,
  ),
  new Option('--exclude <partition>', 'leave out: its device, or DISK:NUMBER; repeatable').argParser(collect),
  new Option('--repo <repository>', 'where to (default: the one in the settings, or the only one)'),
  // The contract knows more ways; those for disks in use are offered when they work.
  new Option('--consistency <how>', 'offline: the disk is at rest; auto: the best there is')
    .choices(['auto', 'offline'])
    .default('auto'),
  new Option('--compression <method>', 'of the images').choices(compression.options).default('zstd'),
  new Option('--resume', 'go on with an interrupted capture of this name').default(false),
  new Option('--no-verify', 'do not compare the image with the disk afterwards'),
];

export const captureInput = z.object({
  disk: z.array(z.string()).default([]),
  exclude: z.array(z.string()).default([]),
  repo: z.string().optional(),
  consistency,
  compression,
  resume: z.boolean(),
  verify: z.boolean(),
});
export type CaptureInput = z.infer<typeof captureInput>;

/** The request that these options stand for, with what was left out chosen where there is just one choice. */
export async function captureRequestOf(
  context: Context,
  name: string,
  input: CaptureInput,
): Promise<CaptureRequestInput> {
  const [disks, repository] = await Promise.all([
    chooseDisks(context, input.disk),
    chooseRepository(context, input.repo),
  ]);
  const { exclude, consistency: how, compression: method, resume, verify } = input;
  return {
    name,
    disks: [...disks],
    exclude,
    repository,
    consistency: how,
    compression: method,
    resume,
    verify,
  };
}
