import { join } from 'node:path';
import type { CaptureHost, CaptureManifest, CapturePlan } from '../../../shared/model/capture.ts';
import type { Job, JobPhase, PlanStep } from '../../../shared/model/job.ts';
import type { VirtualizePlan, VirtualizeRequest } from '../../../shared/model/machine.ts';
import { toEnvelope } from '../../../shared/errors.ts';
import { formatBytes } from '../../../shared/units.ts';
import type { Bootability } from '../../helper/protocol.ts';
import { captureHost } from '../../host/inventory.ts';
import { defineVirtualized } from '../../machines/virtualize/define-virtualized.ts';
import { planMachine } from '../../machines/virtualize/plan-machine.ts';
import { virtualizeCommands } from '../../machines/virtualize/virtualize-commands.ts';
import { findMachine } from '../../machines/find-machine.ts';
import { listNetworks } from '../../network/list-networks.ts';
import { findRepository } from '../../storage/find-repository.ts';
import { unreachableParent } from '../../storage/unreachable-parent.ts';
import { captureTarget } from '../capture-target.ts';
import type { ServiceSet } from '../service-set.ts';
import type { JobContext } from './jobs.ts';
import { assertAllowed, CAPTURE_PHASES, performCapture, planCapture } from './capture-job.ts';

const DEFINE: JobPhase = { id: 'define', title: 'Create the machine', weight: 0.02, state: 'waiting' };

interface Source {
  readonly plan: CapturePlan | null;
  readonly manifest: CaptureManifest | null;
  readonly host: CaptureHost;
  readonly bootability: Bootability;
}

/** What making a machine of this host, or of an earlier capture, would do. */
export async function planVirtualize(
  services: ServiceSet,
  request: VirtualizeRequest,
  signal: AbortSignal,
): Promise<VirtualizePlan> {
  const libvirt = await services.connection.libvirt();
  const [source, acceleration, networks, taken] = await Promise.all([
    readSource(services, request, signal),
    services.inspector.section('acceleration', { signal }),
    listNetworks(libvirt, { signal }),
    findMachine(libvirt, request.name, { signal }),
  ]);
  const works = acceleration.ok && acceleration.name === 'acceleration' ? acceleration.value.works : 'tcg';
  const { machine, warnings, refusals } = planMachine({
    request,
    host: source.host,
    bootability: source.bootability,
    acceleration: works,
    networks,
    taken: taken !== undefined,
  });
  return {
    request,
    capture: source.plan,
    machine,
    steps: [...(source.plan?.steps ?? []), ...machineSteps(request, machine)],
    refusals: [...(source.plan?.refusals ?? []), ...refusals],
    warnings: [
      ...(source.plan?.warnings ?? []),
      ...warnings,
      ...(await closedToQemu(services, request, signal)),
      ...(await beyondMemory(services, machine.memoryBytes, signal)),
    ],
    commands: virtualizeCommands(request, machine),
  };
}

/** Plans, refuses or starts the whole way from disk to machine as one job. @throws VmkitError the plan's first refusal */
export async function startVirtualize(
  services: ServiceSet,
  request: VirtualizeRequest,
  signal: AbortSignal,
): Promise<Job> {
  const plan = await planVirtualize(services, request, signal);
  assertAllowed(plan);
  const description = {
    kind: 'virtualize' as const,
    title:
      request.source.kind === 'capture'
        ? `Turn this computer into ${request.name}`
        : `Make ${request.name} of ${request.source.capture}`,
    phases: plan.capture
      ? [...scaled(CAPTURE_PHASES, 1 - DEFINE.weight), DEFINE]
      : [{ ...DEFINE, weight: 1 }],
    steps: plan.steps,
    commands: plan.commands,
    request,
  };
  return services.jobs.start(description, async ({ signal: jobSignal, report }) => {
    const { repository, name } = sourceName(request);
    const manifest =
      request.source.kind === 'capture'
        ? await performCapture(services, request.source.capture, { signal: jobSignal, report })
        : await showCapture(services, repository, name, jobSignal);
    report({ kind: 'phase', phase: DEFINE.id, title: DEFINE.title });
    await define(services, plan, manifest, { signal: jobSignal, report });
    return { capture: name, repository, machine: request.name };
  });
}

async function define(
  services: ServiceSet,
  plan: VirtualizePlan,
  manifest: CaptureManifest,
  context: JobContext,
): Promise<void> {
  const libvirt = await services.connection.libvirt();
  const { repository } = sourceName(plan.request);
  const found = await findRepository(libvirt, repository, { signal: context.signal });
  const disks = manifest.disks.map((disk) => ({
    backingPath: join(found.path, manifest.name, disk.file),
    virtualBytes: disk.virtualBytes,
    format: disk.format,
    serial: disk.source.serial,
  }));
  await defineVirtualized(
    libvirt,
    { plan: plan.machine, repository: found, disks, captureId: manifest.id, start: plan.request.start },
    context,
  );
}

async function readSource(
  services: ServiceSet,
  request: VirtualizeRequest,
  signal: AbortSignal,
): Promise<Source> {
  if (request.source.kind === 'capture') {
    const { capture } = request.source;
    const [plan, host] = await Promise.all([
      planCapture(services, capture, signal),
      captureHost({ signal }, services.inspector),
    ]);
    // After the plan, which opens the disks exclusively for a moment to see whether they are in use.
    const bootability = await bootabilityOfDisks(services, capture.disks, signal);
    return { plan, manifest: null, host, bootability };
  }
  const { repository, capture } = request.source;
  const manifest = await showCapture(services, repository, capture, signal);
  const target = await captureTarget(services, repository, signal);
  const bootability = await services.helper.call(
    'capture.bootability',
    { target, name: capture },
    { signal },
  );
  return { plan: null, manifest, host: manifest.host, bootability };
}

// A disk that cannot be read is already one of the capture plan's refusals; the machine's plan then assumes the safe bus.
async function bootabilityOfDisks(
  services: ServiceSet,
  disks: readonly string[],
  signal: AbortSignal,
): Promise<Bootability> {
  try {
    return await services.helper.call('disk.bootability', { disks: [...disks] }, { signal });
  } catch (error) {
    return {
      diskBus: 'sata',
      reason: `What it boots from could not be read: ${toEnvelope(error).message}`,
      firmware: 'bios',
      bootLoader: null,
    };
  }
}

async function showCapture(
  services: ServiceSet,
  repository: string,
  name: string,
  signal: AbortSignal,
): Promise<CaptureManifest> {
  return services.helper.call(
    'capture.show',
    { target: await captureTarget(services, repository, signal), name },
    { signal },
  );
}

async function beyondMemory(
  services: ServiceSet,
  bytes: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const memory = await services.inspector.section('memory', { signal });
  if (!memory.ok || memory.name !== 'memory' || bytes <= memory.value.totalBytes) return [];
  return [
    `This computer has ${formatBytes(memory.value.totalBytes)} of memory and the machine asks for ${formatBytes(bytes)}: it will hardly start here.`,
  ];
}

async function closedToQemu(
  services: ServiceSet,
  request: VirtualizeRequest,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const libvirt = await services.connection.libvirt();
  if (!libvirt.uri.startsWith('qemu:///system')) return [];
  const { repository } = sourceName(request);
  const found = await findRepository(libvirt, repository, { signal });
  const closed = await unreachableParent(found.path);
  if (closed === undefined) return [];
  return [
    `Other users may not enter ${closed}, and QEMU runs as a user of its own: the machine will not start until they may (chmod o+x ${closed}).`,
  ];
}

function sourceName({ source }: VirtualizeRequest): { repository: string; name: string } {
  return source.kind === 'capture'
    ? { repository: source.capture.repository, name: source.capture.name }
    : { repository: source.repository, name: source.capture };
}

function scaled(phases: readonly JobPhase[], share: number): JobPhase[] {
  return phases.map((phase) => ({ ...phase, weight: phase.weight * share }));
}

function machineSteps(request: VirtualizeRequest, machine: VirtualizePlan['machine']): PlanStep[] {
  const step = (id: string, title: string, detail: string, undo: string | null): PlanStep => ({
    id,
    title,
    detail,
    bytes: null,
    seconds: null,
    undo,
  });
  const size = `${machine.cpus} ${machine.cpus === 1 ? 'CPU' : 'CPUs'}, ${formatBytes(machine.memoryBytes)} memory, ${machine.firmware.toUpperCase()}, ${machine.diskBus} disks`;
  return [
    step(
      'overlay',
      'Create disks on top of the capture',
      'The capture itself stays as it is',
      'delete these disks',
    ),
    step('define', `Define the machine ${request.name}`, size, 'undefine the machine'),
    ...(request.start
      ? [step('start', `Start ${request.name}`, 'Its serial console can be watched', 'stop the machine')]
      : []),
  ];
}
