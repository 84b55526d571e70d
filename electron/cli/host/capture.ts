import { fromEnvelope, type ErrorEnvelope } from '../../../shared/errors.ts';
import { resourceName, type CaptureManifest, type CapturePlan } from '../../../shared/model/capture.ts';
import { formatBytes, formatElapsed } from '../../../shared/units.ts';
import { note, print, type Context } from '../context.ts';
import { followJob } from '../follow-job.ts';
import { printJson } from '../output/json.ts';
import { neutralise } from '../output/neutralise.ts';
import { count } from '../output/words.ts';
import { verb } from '../verb.ts';
import { captureInput, captureOptions, captureRequestOf, type CaptureInput } from './capture-options.ts';
import { capturePlanLines } from './plan-lines.ts';

/** Captures disks into a repository and stays until it is done. Prints the manifest's facts, or with --json all of it. */
export async function captureHost(
  context: Context,
  input: CaptureInput & { readonly name: string },
): Promise<void> {
  const request = await captureRequestOf(context, input.name, input);
  const plan = await context.call('capture.plan', request);
  if (context.options.dryRun) {
    if (context.options.json) printJson(context, plan);
    else print(context, capturePlanLines(plan, context.io.out));
    return refuse(plan.refusals);
  }
  refuse(plan.refusals);
  announce(context, plan);
  await followJob(context, () => context.call('capture.start', request));
  const manifest = await context.call('capture.show', { repository: request.repository, name: input.name });
  if (context.options.json) printJson(context, manifest);
  else print(context, manifestSummary(manifest, request.repository));
}

/** @throws VmkitError the first reason why the plan cannot be run. */
export function refuse(refusals: readonly ErrorEnvelope[]): void {
  const [first, ...others] = refusals;
  if (!first) return;
  const also = others.map((one) => one.message).join(' ');
  throw fromEnvelope(also ? { ...first, message: `${first.message} Also: ${also}` } : first);
}

/** What is about to happen, in a line, and every warning. */
export function announce(context: Context, plan: CapturePlan): void {
  const sizes = `${formatBytes(plan.usedBytes)} used, about ${formatBytes(plan.estimatedBytes)} to write`;
  const where = `${plan.request.repository}/${plan.request.name}`;
  note(context, `Capturing ${count(plan.disks.length, 'disk')} into ${neutralise(where)}: ${sizes}.`);
  for (const warning of plan.warnings) note(context, `Warning: ${neutralise(warning)}`);
}

function manifestSummary(manifest: CaptureManifest, repository: string): string[] {
  const bytes = manifest.disks.reduce((sum, disk) => sum + disk.fileBytes, 0);
  const took = formatElapsed(manifest.tookMs);
  const head = `Captured ${manifest.name} into ${repository}: ${count(manifest.disks.length, 'disk')}, ${formatBytes(bytes)}, in ${took}.`;
  const damaged = manifest.state === 'damaged' ? ['Damaged: ranges that could not be read hold zeros.'] : [];
  return [
    neutralise(head),
    ...damaged,
    `Next: vmkit host virtualize ${manifest.name} --from-capture ${manifest.name}`,
  ];
}

export const captureVerb = verb({
  usage: 'capture <name>',
  summary: 'capture disks of this computer into a storage repository',
  description:
    'Captures disks of this computer into a storage repository: a folder with a manifest, an inventory and one qcow2 image a disk. Only used blocks are copied. Ctrl+C cancels and cleans up.',
  options: captureOptions(),
  input: captureInput.extend({ name: resourceName }),
  examples: [
    'vmkit host capture web --disk /dev/sdb --repo captures --dry-run',
    'vmkit host capture web --disk /dev/sdb --repo captures',
    'vmkit host capture web --disk /dev/sdb --exclude /dev/sdb3 --compression zlib',
    'vmkit host capture web --disk /dev/sdb --resume',
  ],
  run: captureHost,
});
