import { z } from 'zod';
import { formatBytes } from '../../../shared/units.ts';
import { confirm } from '../confirm.ts';
import { print, type Context } from '../context.ts';
import { printSimplePlan } from '../dry-run.ts';
import { printJson } from '../output/json.ts';
import { neutralise } from '../output/neutralise.ts';
import { verb } from '../verb.ts';
import { repoOption } from './captures.ts';
import { findCapture } from './find-capture.ts';

/** Deletes a capture's folder, after a question. */
export async function deleteCapture(
  context: Context,
  input: { readonly name: string; readonly repo?: string | undefined },
): Promise<void> {
  const { name, repository, directory, fileBytes } = await findCapture(context, input.name, input.repo);
  const freed = formatBytes(fileBytes);
  if (context.options.dryRun) {
    const steps = [`Delete the folder ${directory}, ${freed}`];
    return printSimplePlan(context, {
      steps,
      vmkit: ['host', 'delete-capture', name, '--repo', repository],
      virsh: [],
    });
  }
  await confirm(
    context,
    `Delete the capture ${neutralise(`${repository}/${name}`)}, ${freed}? This cannot be undone.`,
  );
  await context.call('capture.delete', { repository, name });
  if (context.options.json) printJson(context, { deleted: name, repository });
  else print(context, [`Deleted the capture ${neutralise(`${repository}/${name}`)}, ${freed} freed.`]);
}

export const deleteCaptureVerb = verb({
  usage: 'delete-capture <name>',
  summary: 'delete a capture, also an interrupted one',
  options: [repoOption()],
  input: z.object({ name: z.string(), repo: z.string().optional() }),
  examples: ['vmkit host delete-capture web', 'vmkit host delete-capture web --repo captures --yes'],
  run: deleteCapture,
});
