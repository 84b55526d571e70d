import type { Job, ProgressReport } from '../../../shared/model/job.ts';

/** Turns the states of a job, which carry everything each time, back into what is new since the last one. */
export function jobChanges(): (job: Job) => ProgressReport[] {
  let logged = 0;
  let undone = 0;
  let phase: string | undefined;
  let progress = '';
  return (job) => {
    const news: ProgressReport[] = [];
    const running = job.phases.find((one) => one.state === 'running');
    if (running && running.id !== phase) {
      news.push({ kind: 'phase', phase: running.id, title: running.title });
      phase = running.id;
    }
    for (const entry of job.log.slice(logged)) news.push({ kind: 'log', text: entry.text });
    logged = Math.max(logged, job.log.length);
    const latest = JSON.stringify(job.progress);
    if (job.progress?.kind === 'progress' && latest !== progress) news.push(job.progress);
    progress = latest;
    for (const text of job.undone.slice(undone)) news.push({ kind: 'undone', text });
    undone = Math.max(undone, job.undone.length);
    return news;
  };
}
