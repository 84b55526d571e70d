import { Option } from 'commander';
import { z } from 'zod';
import type { CaptureSummary } from '../../../shared/model/capture.ts';
import { formatBytes } from '../../../shared/units.ts';
import { note, print, type Context } from '../context.ts';
import { printJson } from '../output/json.ts';
import { table, type Column } from '../output/table.ts';
import { localTime, stateColour } from '../output/words.ts';
import { verb } from '../verb.ts';

/** Lists captures of one repository or of all. */
export async function listCaptures(
  context: Context,
  input: { readonly repo?: string | undefined },
): Promise<void> {
  const captures = await context.call(
    'capture.list',
    input.repo === undefined ? {} : { repository: input.repo },
  );
  if (context.options.json) return printJson(context, captures);
  if (captures.length === 0) return note(context, 'No captures. Take one: vmkit host capture --help');
  const { out } = context.io;
  const shape: Column<CaptureSummary>[] = [
    { title: 'NAME', value: (one) => one.name },
    { title: 'REPOSITORY', value: (one) => one.repository },
    { title: 'STATE', value: (one) => one.state, style: (one, cell) => stateColour(out, one.state, cell) },
    { title: 'TAKEN', value: (one) => localTime(one.startedAt) },
    { title: 'HOST', value: (one) => one.hostname ?? '' },
    { title: 'DISKS', value: (one) => String(one.disks), align: 'right' },
    { title: 'SIZE', value: (one) => formatBytes(one.virtualBytes), align: 'right' },
    { title: 'FILES', value: (one) => formatBytes(one.fileBytes), align: 'right' },
  ];
  print(context, table(captures, shape, out.columns, out.colour.bold));
}

export const repoOption = (): Option => new Option('--repo <repository>', 'only this storage repository');

export const capturesVerb = verb({
  usage: 'captures',
  summary: 'list captures',
  options: [repoOption()],
  input: z.object({ repo: z.string().optional() }),
  examples: ['vmkit host captures', 'vmkit host captures --repo captures --json'],
  run: listCaptures,
});
