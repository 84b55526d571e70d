import { Option } from 'commander';
import { z } from 'zod';
import { compression, consistency, type CaptureRequestInput } from '../../../shared/model/capture.ts';
import type { Context } from '../context.ts';
import { collect, millisecondsText } from '../option-values.ts';
import { chooseDisks } from './choose-disks.ts';
import { chooseRepository } from './choose-repository.ts';

/** Options of a capture; `vmkit host virtualize` takes them too. */
export const captureOptions = (): Option[] => [
  new Option('--disk <device>', 'disk to capture, repeatable (default: the only disk at rest)').argParser(
    collect,
  ),
  new Option('--exclude <partition>', 'leave out: its device, or DISK:NUMBER; repeatable').argParser(collect),
  new Option('--repo <repository>', 'where to (default: the one in the settings, or the only one)'),
  // The contract knows more ways; they are offered when they work.
  new Option(
    '--consistency <how>',
    'auto: at rest or live, whichever it is; live: in use, with a short freeze at the end; offline: only at rest; best-effort: in use, without a freeze',
  )
    .choices(['auto', 'live', 'offline', 'best-effort'])
    .default('auto'),
  new Option('--freeze-budget <time>', 'for how long a live capture may freeze, such as 500ms or 2s').default(
    '1s',
  ),
  new Option('--compression <method>', 'of the images').choices(compression.options).default('zstd'),
  new Option('--resume', 'go on with an interrupted capture of this name').default(false),
  new Option('--no-verify', 'do not compare the image with the disk afterwards'),
];

export const captureInput = z.object({
  disk: z.array(z.string()).default([]),
  exclude: z.array(z.string()).default([]),
  repo: z.string().optional(),
  consistency,
  freezeBudget: millisecondsText,
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
  const { exclude, consistency: how, freezeBudget, compression: method, resume, verify } = input;
  return {
    name,
    disks: [...disks],
    exclude,
    repository,
    consistency: how,
    freezeBudgetMs: freezeBudget,
    compression: method,
    resume,
    verify,
  };
}
