import { captureRequest } from '../../../shared/model/capture.ts';
import { virtualizeRequest } from '../../../shared/model/machine.ts';
import type { Handlers } from '../../../shared/ipc.ts';
import { VmkitError } from '../../../shared/errors.ts';
import type { Job } from '../../../shared/model/job.ts';
import { startCapture } from '../jobs/capture-job.ts';
import { startVirtualize } from '../jobs/virtualize-job.ts';
import type { ServiceSet } from '../service-set.ts';

/** Long work: list, follow, cancel, resume. */
export function jobHandlers(
  services: ServiceSet,
): Pick<Handlers, 'jobs.list' | 'jobs.show' | 'jobs.cancel' | 'jobs.resume' | 'jobs.discard'> {
  const { jobs } = services;
  return {
    'jobs.list': () => jobs.list(),
    'jobs.show': ({ id }) => jobs.show(id),
    'jobs.cancel': ({ id }) => jobs.cancel(id),
    'jobs.resume': ({ id }, { signal }) => resume(services, id, signal),
    'jobs.discard': async ({ id }) => {
      await jobs.discard(id);
      return null;
    },
  };
}

async function resume(services: ServiceSet, id: string, signal: AbortSignal): Promise<Job> {
  const { job, request } = await services.jobs.record(id);
  if (!job.resumable) {
    throw new VmkitError('job.not-resumable', 'This job cannot be resumed.', {
      hint: 'Start it again.',
      detail: { id },
    });
  }
  const started = await restart(services, job.kind, request, signal);
  await services.jobs.discard(id);
  return started;
}

function restart(
  services: ServiceSet,
  kind: Job['kind'],
  request: unknown,
  signal: AbortSignal,
): Promise<Job> {
  if (kind === 'capture')
    return startCapture(services, { ...captureRequest.parse(request), resume: true }, signal);
  const { source, ...rest } = virtualizeRequest.parse(request);
  const resumed =
    source.kind === 'capture' ? { ...source, capture: { ...source.capture, resume: true } } : source;
  return startVirtualize(services, { ...rest, source: resumed }, signal);
}
