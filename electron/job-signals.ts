import { Notification } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Services } from './app/create-services.ts';
import type { Job } from '../shared/model/job.ts';

/** Shows jobs outside the page: progress in the task bar, a notification when one ends out of sight. */
export function signalJobs(
  services: Services,
  window: () => BrowserWindow | undefined,
  show: (path: string) => void,
): void {
  const running = new Map<string, Job>();
  services.events.on('job.changed', (job) => {
    const ran = running.has(job.id);
    if (job.state === 'running') running.set(job.id, job);
    else running.delete(job.id);
    showProgress(window(), [...running.values()]);
    if (ran && job.state !== 'running') void notify(services, job, window(), show);
  });
}

function showProgress(window: BrowserWindow | undefined, jobs: readonly Job[]): void {
  if (!window || window.isDestroyed()) return;
  const total = jobs.reduce((sum, job) => sum + job.fraction, 0);
  window.setProgressBar(jobs.length === 0 ? -1 : total / jobs.length);
}

const ENDINGS = {
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  interrupted: 'Interrupted',
  running: 'Running',
} as const;

async function notify(
  services: Services,
  job: Job,
  window: BrowserWindow | undefined,
  show: (path: string) => void,
): Promise<void> {
  const inSight = window !== undefined && !window.isDestroyed() && window.isFocused();
  if (inSight || !Notification.isSupported() || !(await services.call('settings.get', {})).notifications)
    return;
  const notification = new Notification({
    title: `${ENDINGS[job.state]}: ${job.title}`,
    body: job.error?.message ?? '',
  });
  notification.on('click', () => show(`/jobs/${job.id}`));
  notification.show();
}
