import { fromEnvelope } from '../../../shared/errors.ts';
import { captureRequest } from '../../../shared/model/capture.ts';
import type { CaptureManifest, CapturePlan, CaptureRequest } from '../../../shared/model/capture.ts';
import type { Job, JobPhase } from '../../../shared/model/job.ts';
import { captureHost, readInventory } from '../../host/inventory.ts';
import { captureTarget } from '../capture-target.ts';
import type { ServiceSet } from '../service-set.ts';
import type { JobContext } from './jobs.ts';

/** Phases of a capture with their usual share of the time (measured: converting takes most, then the check). */
export const CAPTURE_PHASES: readonly JobPhase[] = [
  { id: 'prepare', title: 'Read what is in use', weight: 0.05, state: 'waiting' },
  { id: 'copy', title: 'Copy the disks', weight: 0.7, state: 'waiting' },
  { id: 'verify', title: 'Compare with the disks', weight: 0.22, state: 'waiting' },
  { id: 'finish', title: 'Complete the capture', weight: 0.03, state: 'waiting' },
];

/** What a capture would do. A repository that is not there is one of the plan's refusals. */
export async function planCapture(
  services: ServiceSet,
  request: CaptureRequest,
  signal: AbortSignal,
): Promise<CapturePlan> {
  const target = await captureTarget(services, request.repository, signal);
  return services.helper.call('capture.plan', { request, target }, { signal });
}

/** Throws a plan's first refusal. */
export function assertAllowed(plan: Pick<CapturePlan, 'refusals'>): void {
  const refusal = plan.refusals[0];
  if (refusal) throw fromEnvelope(refusal);
}

/** Plans, refuses or starts a capture as a job. @throws VmkitError the plan's first refusal */
export async function startCapture(
  services: ServiceSet,
  request: CaptureRequest,
  signal: AbortSignal,
): Promise<Job> {
  const plan = await planCapture(services, request, signal);
  assertAllowed(plan);
  const description = {
    kind: 'capture' as const,
    title: `Capture ${plan.disks.length === 1 ? (plan.disks[0]?.path ?? '') : `${plan.disks.length} disks`} as ${request.name}`,
    phases: [...CAPTURE_PHASES],
    steps: plan.steps,
    commands: plan.commands,
    request,
  };
  return services.jobs.start(description, async (context) => {
    await performCapture(services, request, context);
    if (request.resume) await forgetInterrupted(services, request);
    return { capture: request.name, repository: request.repository, machine: null };
  });
}

/** Runs a capture in the helper, with the host's inventory beside it. */
export async function performCapture(
  services: ServiceSet,
  request: CaptureRequest,
  { signal, report }: JobContext,
): Promise<CaptureManifest> {
  report({ kind: 'phase', phase: 'prepare', title: 'Read what is in use' });
  const target = await captureTarget(services, request.repository, signal);
  const [host, inventory] = await Promise.all([
    captureHost({ signal, refresh: true }, services.inspector),
    readInventory({ signal }, services.inspector),
  ]);
  const manifest = await services.helper.call(
    'capture.run',
    { request, target, host, inventory },
    { signal, report },
  );
  services.events.emit('storage.changed', { uuid: null });
  return manifest;
}

/** Jobs of earlier runs of a capture that is complete now: there is nothing left to resume. */
async function forgetInterrupted({ jobs }: ServiceSet, request: CaptureRequest): Promise<void> {
  for (const { id, state, kind } of await jobs.list()) {
    if (state !== 'interrupted' || kind !== 'capture') continue;
    const earlier = captureRequest.safeParse((await jobs.record(id)).request);
    const same = earlier.data?.name === request.name && earlier.data.repository === request.repository;
    if (same) await jobs.discard(id);
  }
}
