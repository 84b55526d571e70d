import type { CaptureRequest } from '../../../shared/model/capture.ts';
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
      `virsh vol-create ${quote(repository)} ${quote(`${machine.name}-disk0.xml`)}`,
      `virsh define --validate ${quote(`${machine.name}.xml`)}`,
      ...(request.start ? [`virsh start ${quote(machine.name)}`] : []),
    ],
  };
}

function line(verb: string, ...words: readonly string[]): string {
  return ['vmkit', 'host', verb, ...words].map(quote).join(' ');
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

function captureArguments(capture: CaptureRequest): readonly string[] {
  return [
    ...capture.disks.flatMap((disk) => ['--disk', disk]),
    ...capture.exclude.flatMap((part) => ['--exclude', part]),
    '--repo',
    capture.repository,
    ...(capture.consistency === 'auto' ? [] : ['--consistency', capture.consistency]),
    ...(capture.compression === 'zstd' ? [] : ['--compression', capture.compression]),
    ...(capture.verify ? [] : ['--no-verify']),
    ...(capture.resume ? ['--resume'] : []),
  ];
}

// One name where all NICs are plugged alike, else `MAC=NETWORK` for each.
function networkArguments(nics: MachinePlan['nics']): readonly string[] {
  const networks = [...new Set(nics.map(({ network }) => network ?? 'none'))];
  // A name with `=` would read as one NIC's.
  if (networks.length <= 1 && !networks[0]?.includes('=')) return ['--network', networks[0] ?? 'none'];
  return nics.flatMap(({ mac, network }) => ['--network', `${mac}=${network ?? 'none'}`]);
}

/** One word for a POSIX shell. */
function quote(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
