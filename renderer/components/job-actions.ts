import { call } from '../api/call.ts';
import type { Job } from '../../shared/model/job.ts';
import { useJobs } from '../stores/jobs.ts';
import { t } from '../words/words.ts';

const CANCEL_TEXTS = {
  capture: 'jobs.cancelCapture',
  virtualize: 'jobs.cancelVirtualize',
  fix: 'jobs.cancelFix',
} as const;

/** What cancelling will remove, in a sentence. */
export function cancelText(job: Job): string {
  return t(CANCEL_TEXTS[job.kind]);
}

export async function cancelJob(id: string): Promise<void> {
  useJobs.getState().apply(await call('jobs.cancel', { id }));
}

export async function resumeJob(id: string): Promise<void> {
  useJobs.getState().apply(await call('jobs.resume', { id }));
}

export async function discardJob(id: string): Promise<void> {
  await call('jobs.discard', { id });
  useJobs.getState().remove(id);
}
