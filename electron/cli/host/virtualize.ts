import { Option } from 'commander';
import { z } from 'zod';
import { resourceName } from '../../../shared/model/capture.ts';
import type { MachineDetail, VirtualizeRequestInput } from '../../../shared/model/machine.ts';
import { formatBytes } from '../../../shared/units.ts';
import { note, print, type Context } from '../context.ts';
import { followJob } from '../follow-job.ts';
import { collect, positiveInteger, sizeText } from '../option-values.ts';
import { printJson } from '../output/json.ts';
import { neutralise } from '../output/neutralise.ts';
import { count } from '../output/words.ts';
import { verb } from '../verb.ts';
import { captureInput, captureOptions, captureRequestOf } from './capture-options.ts';
import { announce, refuse } from './capture.ts';
import { findCapture } from './find-capture.ts';
import { hostNics, mapNetworks } from './map-networks.ts';
import { virtualizePlanLines } from './plan-lines.ts';

const virtualizeInput = captureInput.extend({
  name: resourceName,
  fromCapture: resourceName.optional(),
  cpus: positiveInteger.optional(),
  memory: sizeText.optional(),
  network: z.array(z.string()).default([]),
  firmware: z.enum(['auto', 'bios', 'uefi']),
  start: z.boolean(),
});
export type VirtualizeInput = z.infer<typeof virtualizeInput>;

/** Makes a machine of this computer, or of a capture taken earlier, and stays until it is done. */
export async function virtualizeHost(context: Context, input: VirtualizeInput): Promise<void> {
  const request = await virtualizeRequestOf(context, input);
  const plan = await context.call('virtualize.plan', request);
  const refusals = [...(plan.capture?.refusals ?? []), ...plan.refusals];
  const distinct = [...new Map(refusals.map((one) => [one.message, one])).values()];
  if (context.options.dryRun) {
    if (context.options.json) printJson(context, plan);
    else print(context, virtualizePlanLines(plan, context.io.out));
    return refuse(distinct);
  }
  refuse(distinct);
  if (plan.capture) announce(context, plan.capture);
  for (const warning of plan.warnings) note(context, `Warning: ${neutralise(warning)}`);
  await followJob(context, () => context.call('virtualize.start', request));
  const machine = await context.call('machines.show', { name: input.name });
  if (context.options.json) printJson(context, machine);
  else print(context, machineSummary(machine));
}

async function virtualizeRequestOf(
  context: Context,
  input: VirtualizeInput,
): Promise<VirtualizeRequestInput> {
  const { name, cpus, memory, firmware, start } = input;
  const source = await sourceOf(context, input);
  const nics =
    input.network.length === 0 ? undefined : mapNetworks(input.network, await nicsOf(context, source));
  return {
    name,
    source,
    firmware,
    start,
    ...(cpus === undefined ? {} : { cpus }),
    ...(memory === undefined ? {} : { memoryBytes: memory }),
    ...(nics === undefined ? {} : { nics }),
  };
}

type Source = VirtualizeRequestInput['source'];

async function sourceOf(context: Context, input: VirtualizeInput): Promise<Source> {
  if (input.fromCapture === undefined) {
    return { kind: 'capture', capture: await captureRequestOf(context, input.name, input) };
  }
  const found = await findCapture(context, input.fromCapture, input.repo);
  return { kind: 'existing', repository: found.repository, capture: found.name };
}

async function nicsOf(context: Context, source: Source): Promise<readonly { name: string; mac: string }[]> {
  if (source.kind === 'capture') return hostNics(context);
  const { host } = await context.call('capture.show', {
    repository: source.repository,
    name: source.capture,
  });
  return host.nics;
}

function machineSummary(machine: MachineDetail): string[] {
  const size = `${count(machine.cpus, 'CPU')}, ${formatBytes(machine.memoryBytes)}, ${machine.firmware}`;
  const name = neutralise(machine.name);
  const next = machine.state === 'running' ? `vmkit machine console ${name}` : `vmkit machine start ${name}`;
  return [`Virtualized: ${name} (${machine.state}; ${size}).`, `Next: ${next}`];
}

export const virtualizeVerb = verb({
  usage: 'virtualize <name>',
  summary: 'make a virtual machine of this computer, or of a capture',
  description:
    'Captures disks of this computer and makes a virtual machine of them; with --from-capture, of a capture taken earlier. The machine gets 75 % of the host’s threads and memory unless told otherwise, and its NICs keep their MAC addresses, unplugged unless --network says where to.',
  options: [
    new Option('--from-capture <name>', 'use this capture instead of taking one').conflicts([
      'disk',
      'exclude',
      'resume',
    ]),
    ...captureOptions(),
    new Option('--cpus <number>', 'virtual CPUs'),
    new Option('--memory <size>', 'memory, such as 4G'),
    new Option(
      '--network <network>',
      'NETWORK or none for all NICs, MAC=NETWORK for one; repeatable',
    ).argParser(collect),
    new Option('--firmware <kind>', 'firmware').choices(['auto', 'bios', 'uefi']).default('auto'),
    new Option('--start', 'start the machine when it is ready').default(false),
  ],
  input: virtualizeInput,
  examples: [
    'vmkit host virtualize web --disk /dev/sdb --repo captures --dry-run',
    'vmkit host virtualize web --from-capture web --network default --start',
    'vmkit host virtualize web --from-capture web --cpus 2 --memory 4G --network 52:54:00:12:34:56=lan',
  ],
  run: virtualizeHost,
});
