import type { ErrorEnvelope } from '../../../shared/errors.ts';
import type { CapturePlan, DiskPlan, VolumePlan } from '../../../shared/model/capture.ts';
import type { PlanStep } from '../../../shared/model/job.ts';
import type { VirtualizePlan } from '../../../shared/model/machine.ts';
import { formatBytes, formatTimeLeft } from '../../../shared/units.ts';
import type { Stream } from '../context.ts';
import { commandLines } from '../dry-run.ts';
import { facts } from '../output/facts.ts';
import { neutralise } from '../output/neutralise.ts';
import { table, type Column } from '../output/table.ts';

/** A capture's plan for reading. */
export function capturePlanLines(plan: CapturePlan, out: Stream): string[] {
  return [
    out.colour.bold(`Plan: capture ${neutralise(plan.request.name)} (nothing is done)`),
    ...captureLines(plan, out),
    ...stepLines(plan.steps),
    ...adviceLines(plan.warnings, plan.refusals),
    ...commandLines(plan.commands),
  ];
}

/** A virtualization's plan for reading: the capture in it, then the machine. */
export function virtualizePlanLines(plan: VirtualizePlan, out: Stream): string[] {
  const { machine } = plan;
  const nics = machine.nics.map((nic) => `${nic.mac} on ${nic.network ?? 'no network (link down)'}`);
  return [
    out.colour.bold(`Plan: virtualize ${neutralise(machine.name)} (nothing is done)`),
    ...(plan.capture ? captureLines(plan.capture, out) : []),
    'Machine:',
    ...facts([
      ['Name', machine.name],
      ['CPUs', String(machine.cpus)],
      ['Memory', formatBytes(machine.memoryBytes)],
      ['Firmware', machine.firmware],
      ['Disk bus', `${machine.diskBus}: ${machine.diskBusReason}`],
      ['Runs by', machine.acceleration === 'kvm' ? 'the CPU (kvm)' : 'emulation (tcg), slow'],
      ...nics.map((text) => ['NIC', text] as const),
    ]),
    ...stepLines(plan.steps),
    ...adviceLines(plan.warnings, plan.refusals),
    ...commandLines(plan.commands),
  ];
}

function captureLines(plan: CapturePlan, out: Stream): string[] {
  const { target } = plan;
  return [
    ...plan.disks.flatMap((disk) => diskLines(disk, out)),
    ...facts(
      [
        ['To copy', formatBytes(plan.usedBytes)],
        ['To write', `about ${formatBytes(plan.estimatedBytes)}`],
        ['Time', formatTimeLeft(plan.estimatedSeconds)],
        ['Into', target ? `${target.repository} (${target.directory})` : plan.request.repository],
        ['Free there', target ? formatBytes(target.freeBytes) : null],
      ],
      '',
    ),
  ];
}

const VOLUME_COLUMNS: readonly Column<VolumePlan>[] = [
  { title: 'PART', value: (one) => one.title },
  { title: 'FILESYSTEM', value: (one) => one.filesystem ?? '' },
  { title: 'SIZE', value: (one) => formatBytes(one.sizeBytes), align: 'right' },
  { title: 'COPIED', value: (one) => formatBytes(one.usedBytes), align: 'right' },
  { title: 'HOW', value: (one) => one.method },
  { title: 'GRADE', value: (one) => one.grade },
  { title: 'WHY', value: (one) => one.reason },
];

function diskLines(disk: DiskPlan, out: Stream): string[] {
  const what = [disk.path, disk.model, formatBytes(disk.sizeBytes)].filter(Boolean).join('  ');
  const rows = table(disk.volumes, VOLUME_COLUMNS, out.columns - 2, out.colour.dim);
  return [neutralise(what), ...rows.map((row) => `  ${row}`)];
}

function stepLines(steps: readonly PlanStep[]): string[] {
  if (steps.length === 0) return [];
  const lines = steps.map((step, index) => {
    const size = step.bytes === null ? '' : `, ${formatBytes(step.bytes)}`;
    const undo = step.undo === null ? '' : `  (undo: ${step.undo})`;
    return neutralise(`  ${index + 1}. ${step.title}${size}${undo}`);
  });
  return ['Steps:', ...lines];
}

function adviceLines(warnings: readonly string[], refusals: readonly ErrorEnvelope[]): string[] {
  return [
    ...warnings.map((text) => `Warning: ${neutralise(text)}`),
    ...refusals.map((one) => `Cannot be run: ${neutralise(one.message)}`),
  ];
}
