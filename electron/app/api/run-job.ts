import { fromEnvelope, VmkitError } from '../../../shared/errors.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { Services } from '../create-services.ts';

/** How a caller follows and stops long work. */
export interface JobOptions {
  readonly signal?: AbortSignal;
  /** The whole job, each time that it changes; at most ten times a second. */
  readonly onChange?: (job: Job) => void;
}

/** Waits for a job to end; an aborted signal cancels it and waits for the clean-up. Rejects with the job's error. */
export async function runJob(
  services: Services,
  start: () => Promise<Job>,
  options: JobOptions = {},
): Promise<Job> {
  const early = new Map<string, Job>();
  let settle: ((job: Job) => void) | undefined;
  const stop = services.events.on('job.changed', (job) => {
    early.set(job.id, job);
    settle?.(job);
  });
  try {
    const started = await start();
    const ended = await new Promise<Job>((resolve) => {
      settle = (job) => {
        if (job.id !== started.id) return;
        options.onChange?.(job);
        if (job.state !== 'running') resolve(job);
      };
      settle(early.get(started.id) ?? started);
      const cancel = (): void => void services.call('jobs.cancel', { id: started.id }).catch(() => undefined);
      if (options.signal?.aborted) cancel();
      options.signal?.addEventListener('abort', cancel, { once: true });
    });
    return succeeded(ended);
  } finally {
    stop();
  }
}

function succeeded(job: Job): Job {
  if (job.state === 'done') return job;
  if (job.error) throw fromEnvelope(job.error);
  throw new VmkitError('cancelled', 'Cancelled.', { detail: { undone: [...job.undone] } });
}
