import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { VmkitError } from '../../shared/errors.ts';
import type { MachineDetail, MachineSummary } from '../../shared/model/machine.ts';
import { formatBytes } from '../../shared/units.ts';
import { confirm } from './confirm.ts';
import { consoleVerb } from './console.ts';
import { note, print, type Context } from './context.ts';
import { printSimplePlan } from './dry-run.ts';
import { facts } from './output/facts.ts';
import { printJson } from './output/json.ts';
import { neutralise } from './output/neutralise.ts';
import { table, type Column } from './output/table.ts';
import { stateColour, yesNo } from './output/words.ts';
import { verb } from './verb.ts';

interface Named {
  readonly name: string;
}

export async function listMachines(context: Context): Promise<void> {
  const machines = await context.call('machines.list', {});
  if (context.options.json) return printJson(context, machines);
  if (machines.length === 0)
    return note(context, 'No machines. Make one of this computer: vmkit host virtualize --help');
  const { out } = context.io;
  const shape: Column<MachineSummary>[] = [
    { title: 'NAME', value: (one) => one.name },
    { title: 'STATE', value: (one) => one.state, style: (one, cell) => stateColour(out, one.state, cell) },
    { title: 'CPUS', value: (one) => String(one.cpus), align: 'right' },
    { title: 'MEMORY', value: (one) => formatBytes(one.memoryBytes), align: 'right' },
    { title: 'AUTOSTART', value: (one) => yesNo(one.autostart) },
  ];
  print(context, table(machines, shape, out.columns, out.colour.bold));
}

export async function showMachine(context: Context, input: Named): Promise<void> {
  const machine = await context.call('machines.show', input);
  if (context.options.json) return printJson(context, machine);
  print(context, [context.io.out.colour.bold(neutralise(machine.name)), ...machineFacts(machine)]);
  if (context.options.verbose) print(context, ['', ...machine.xml.split('\n').map(neutralise)]);
}

function machineFacts(machine: MachineDetail): string[] {
  const disks = machine.disks.map(
    (disk) => `${disk.target} (${disk.bus} ${disk.device})  ${disk.source ?? 'empty'}`,
  );
  const nics = machine.nics.map((nic) => `${nic.mac}  ${nic.source ?? nic.type}  ${nic.model ?? ''}`);
  return facts([
    ['State', machine.state],
    ['Title', machine.title],
    ['CPUs', String(machine.cpus)],
    ['Memory', formatBytes(machine.memoryBytes)],
    ['Firmware', machine.firmware],
    ['Type', `${machine.machineType}, ${machine.domainType}`],
    ...disks.map((text) => ['Disk', text] as const),
    ...nics.map((text) => ['NIC', text] as const),
    ['Screen', machine.vnc],
    ['Serial console', yesNo(machine.serial)],
    ['Autostart', yesNo(machine.autostart)],
    ['UUID', machine.uuid],
  ]);
}

/** @throws VmkitError `file.not-found`, and what `machines.define` throws. */
export async function defineMachine(context: Context, input: { readonly file: string }): Promise<void> {
  const xml = await readFile(input.file, 'utf8').catch((cause: unknown) => {
    throw new VmkitError('file.not-found', `Cannot read ${input.file}.`, {
      hint: 'Give the path of a file with domain XML.',
      cause,
    });
  });
  if (context.options.dryRun) {
    const words = ['define', input.file];
    return printSimplePlan(context, {
      steps: ['Define the machine'],
      vmkit: ['machine', ...words],
      virsh: [words],
    });
  }
  result(context, await context.call('machines.define', { xml }), 'Defined');
}

export function startMachine(context: Context, input: Named): Promise<void> {
  return change(context, 'machines.start', input, 'Start the machine', ['start', 'start'], 'Started');
}

/** Asks the guest to shut down, as its power button would; the guest decides when. */
export function shutdownMachine(context: Context, input: Named): Promise<void> {
  const step = 'Ask the guest to shut down';
  return change(context, 'machines.shutdown', input, step, ['shutdown', 'shutdown'], 'Asked to shut down');
}

/** Pulls the plug, after a question. */
export async function stopMachine(context: Context, input: Named): Promise<void> {
  if (!context.options.dryRun) {
    const loss = 'what it has not written to disk is lost';
    await confirm(context, `Stop ${neutralise(input.name)} at once, as if unplugged (${loss})?`);
  }
  return change(context, 'machines.stop', input, 'Stop the machine at once', ['stop', 'destroy'], 'Stopped');
}

async function change(
  context: Context,
  procedure: 'machines.start' | 'machines.shutdown' | 'machines.stop',
  input: Named,
  step: string,
  [vmkit, virsh]: readonly [string, string],
  done: string,
): Promise<void> {
  const { name } = input;
  if (context.options.dryRun) {
    const words = { vmkit: ['machine', vmkit, name], virsh: [[virsh, name]] };
    return printSimplePlan(context, { steps: [step], ...words });
  }
  result(context, await context.call(procedure, { name }), done);
}

function result(context: Context, machine: MachineSummary, done: string): void {
  if (context.options.json) printJson(context, machine);
  else print(context, [`${done}: ${neutralise(machine.name)} (${machine.state})`]);
}

const named = z.object({ name: z.string() });

export const machineVerbs = [
  verb({
    usage: 'list',
    summary: 'list machines, those that are off too',
    input: z.object({}),
    examples: [
      'vmkit machine list',
      `vmkit machine list --json | jq -r '.[] | select(.state=="running").name'`,
    ],
    run: listMachines,
  }),
  verb({
    usage: 'show <name>',
    summary: 'show one machine; its XML with --verbose',
    input: named,
    examples: ['vmkit machine show web', 'vmkit machine show web --json | jq -r .xml'],
    run: showMachine,
  }),
  verb({
    usage: 'define <file>',
    summary: 'define a machine from a file with domain XML',
    input: z.object({ file: z.string() }),
    examples: ['vmkit machine define web.xml', 'vmkit machine define web.xml --dry-run'],
    run: defineMachine,
  }),
  verb({
    usage: 'start <name>',
    summary: 'start a machine',
    input: named,
    examples: ['vmkit machine start web'],
    run: startMachine,
  }),
  verb({
    usage: 'shutdown <name>',
    summary: 'ask the guest to shut down',
    input: named,
    examples: ['vmkit machine shutdown web'],
    run: shutdownMachine,
  }),
  verb({
    usage: 'stop <name>',
    summary: 'stop a machine at once, as if unplugged',
    input: named,
    examples: ['vmkit machine stop web', 'vmkit machine stop web --yes'],
    run: stopMachine,
  }),
  consoleVerb,
];
