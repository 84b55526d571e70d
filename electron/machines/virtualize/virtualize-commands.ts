import { captureArguments, quoteCommand } from '../../../shared/command-words.ts';
import type { EquivalentCommands } from '../../../shared/model/job.ts';
import type { MachinePlan, VirtualizeRequest } from '../../../shared/model/machine.ts';

/**
 * The same work typed into a terminal: `vmkit` commands (two where the capture is to have another name than the
 * machine); what they leave to libvirt, as `virsh` commands.
 */
export function virtualizeCommands(request: VirtualizeRequest, machine: MachinePlan): EquivalentCommands {
  const { source, name } = request;
  const separate = source.kind === 'capture' && source.capture.name !== name;
  const repository = source.kind === 'capture' ? source.capture.repository : source.repository;
  const capture = source.kind === 'capture' ? source.capture.name : source.capture;
  const origin =
    source.kind === 'capture' && !separate
      ? captureArguments(source.capture)
      : ['--from-capture', capture, '--repo', repository];
  const virtualize = line('virtualize', name, ...origin, ...machineArguments(request, machine));
  return {
    vmkit: separate
      ? `${line('capture', capture, ...captureArguments(source.capture))} && ${virtualize}`
      : virtualize,
    virsh: [
      quoteCommand(['virsh', 'vol-create', repository, `${machine.name}-disk0.xml`]),
      quoteCommand(['virsh', 'define', '--validate', `${machine.name}.xml`]),
      ...(request.start ? [quoteCommand(['virsh', 'start', machine.name])] : []),
    ],
  };
}

function line(verb: string, ...words: readonly string[]): string {
  return quoteCommand(['vmkit', 'host', verb, ...words]);
}

function machineArguments(request: VirtualizeRequest, machine: MachinePlan): readonly string[] {
  return [
    '--cpus',
    String(machine.cpus),
    '--memory',
    `${machine.memoryBytes / 1024 ** 2}M`,
    ...networkArguments(machine.nics),
    ...(request.firmware === 'auto' ? [] : ['--firmware', request.firmware]),
    ...(request.start ? ['--start'] : []),
  ];
}

// One name where all NICs are plugged alike, else `MAC=NETWORK` for each.
function networkArguments(nics: MachinePlan['nics']): readonly string[] {
  const networks = [...new Set(nics.map(({ network }) => network ?? 'none'))];
  // A name with `=` would read as one NIC's.
  if (networks.length <= 1 && !networks[0]?.includes('=')) return ['--network', networks[0] ?? 'none'];
  return nics.flatMap(({ mac, network }) => ['--network', `${mac}=${network ?? 'none'}`]);
}
