import { fromEnvelope, VmkitError } from '../../shared/errors.ts';
import type { Job } from '../../shared/model/job.ts';
import { note, type Context } from './context.ts';
import { progressDisplay } from './progress/display.ts';

/**
 * Starts a job and stays until it has ended, showing its progress. Ctrl+C cancels the job and waits for its clean-up.
 * @throws VmkitError the job's own error; `cancelled`; both with what was taken back as `detail.undone`.
 */
export async function followJob(context: Context, begin: () => Promise<Job>): Promise<Job> {
  const display = progressDisplay(context);
  const watch = watchJob(context, display.update);
  try {
    const job = await begin();
    const stop = cancelWhenAborted(context, job.id);
    try {
      return judge(await watch.finished(job));
    } finally {
      stop();
    }
  } finally {
    watch.stop();
    display.end();
  }
}

interface JobWatch {
  readonly finished: (started: Job) => Promise<Job>;
  readonly stop: () => void;
}

// Listens before the job starts: a short one may have ended by the time its id is known here.
function watchJob(context: Context, update: (job: Job) => void): JobWatch {
  const latest = new Map<string, Job>();
  let id: string | undefined;
  let settle: (job: Job) => void = () => undefined;
  const take = (job: Job): void => {
    update(job);
    if (job.state !== 'running') settle(job);
  };
  const stop = context.events.on('job.changed', (job) => {
    latest.set(job.id, job);
    if (job.id === id) take(job);
  });
  const finished = (started: Job): Promise<Job> =>
    new Promise((resolve) => {
      settle = resolve;
      id = started.id;
      take(latest.get(id) ?? started);
    });
  return { finished, stop };
}

function cancelWhenAborted(context: Context, id: string): () => void {
  const { signal } = context.io;
  const cancel = (): void => {
    note(context, '\nCancelling and cleaning up. Press Ctrl+C again to leave at once.');
    // A signal of its own: the context's is aborted already. A job that has ended meanwhile needs no cancel.
    context.call('jobs.cancel', { id }, { signal: new AbortController().signal }).catch(() => undefined);
  };
  if (signal.aborted) cancel();
  else signal.addEventListener('abort', cancel, { once: true });
  return () => signal.removeEventListener('abort', cancel);
}

function judge(job: Job): Job {
  if (job.state === 'done') return job;
  const detail = { ...job.error?.detail, job: job.id, undone: [...job.undone] };
  if (job.state === 'cancelled') throw new VmkitError('cancelled', `Cancelled. ${job.title}`, { detail });
  const error = job.error ?? { code: 'internal' as const, message: `${job.title} ended without a result.` };
  throw fromEnvelope({ ...error, hint: hintOf(job), detail });
}

function hintOf(job: Job): string | undefined {
  const resume = job.resumable ? `Continue with \`vmkit jobs resume ${job.id}\`.` : undefined;
  return [job.error?.hint, resume].filter(Boolean).join(' ') || undefined;
}
