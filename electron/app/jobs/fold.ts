import type { Job, JobPhase, ProgressReport } from '../../../shared/model/job.ts';

const LOG_KEPT = 500;

/** The job after one report: phases advance, the share of the whole follows from their weights, the log grows. */
export function fold(job: Job, report: ProgressReport, at: string): Job {
  switch (report.kind) {
    case 'phase':
      return enterPhase(job, report.phase, report.title, at);
    case 'progress':
      return {
        ...job,
        progress: report,
        fraction: Math.max(job.fraction, shareDone(job.phases, report.phase, report.fraction)),
      };
    case 'log':
      return { ...job, log: append(job, at, report.text) };
    case 'undone':
      return { ...job, undone: [...job.undone, report.text], log: append(job, at, `Undone: ${report.text}`) };
  }
}

function append(job: Job, at: string, text: string): Job['log'] {
  return [...job.log, { at, text }].slice(-LOG_KEPT);
}

function enterPhase(job: Job, id: string, title: string, at: string): Job {
  const known = job.phases.some((phase) => phase.id === id);
  const listed: JobPhase[] = known ? job.phases : [...job.phases, { id, title, weight: 0, state: 'waiting' }];
  const index = listed.findIndex((phase) => phase.id === id);
  const phases = listed.map((phase, place): JobPhase => {
    if (place < index) return { ...phase, state: 'done' };
    return place === index ? { ...phase, title, state: 'running' } : phase;
  });
  return {
    ...job,
    phases,
    progress: null,
    fraction: Math.max(job.fraction, shareDone(phases, id, 0)),
    log: isRunning(job, id) ? job.log : append(job, at, title),
  };
}

// A phase that is entered again, by the job and then by the helper, is one line of the log.
function isRunning(job: Job, id: string): boolean {
  return job.phases.some((phase) => phase.id === id && phase.state === 'running');
}

function shareDone(phases: readonly JobPhase[], running: string, fraction: number | null): number {
  let share = 0;
  for (const phase of phases) {
    if (phase.id === running) return Math.min(1, share + phase.weight * (fraction ?? 0));
    share += phase.weight;
  }
  return Math.min(1, share);
}
