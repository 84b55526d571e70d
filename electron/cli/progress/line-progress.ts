import type { Job, ProgressReport } from '../../../shared/model/job.ts';
import { formatBytes, formatRate, formatTimeLeft } from '../../../shared/units.ts';
import type { Stream } from '../context.ts';
import { neutralise } from '../output/neutralise.ts';
import { truncate } from '../output/text-width.ts';
import type { ProgressDisplay } from './display.ts';
import { jobChanges } from './job-changes.ts';

const CLEAR_TO_END = '\u001b[K';
const BAR = 20;

/**
 * One line that is written over, in a single write and only when it changed, so that nothing flickers; finished phases
 * stay above it.
 */
export function lineProgress(err: Stream, verbose: boolean): ProgressDisplay {
  const changes = jobChanges();
  const finished = new Set<string>();
  let shown = '';
  const keep = (text: string): void => {
    err.write(`\r${truncate(neutralise(text), err.columns)}${CLEAR_TO_END}\n`);
    shown = '';
  };
  return {
    update: (job) => {
      const news = changes(job);
      for (const phase of job.phases) {
        if (phase.state !== 'done' || finished.has(phase.id)) continue;
        finished.add(phase.id);
        keep(`${phase.title}: done`);
      }
      if (verbose) for (const report of news) if (report.kind === 'log') keep(`  ${report.text}`);
      const line = truncate(neutralise(progressText(job)), Math.max(10, err.columns - 1));
      if (line === shown || job.state !== 'running') return;
      err.write(`\r${line}${CLEAR_TO_END}`);
      shown = line;
    },
    end: () => {
      if (shown) err.write(`\r${CLEAR_TO_END}`);
      shown = '';
    },
  };
}

/** `[████······] 42 %  Copying disk 1  5.1 GiB of 12.4 GiB  214 MiB/s  about 3 minutes left`. */
export function progressText(job: Job): string {
  const phase = job.phases.find((one) => one.state === 'running');
  const percent = `${Math.floor(job.fraction * 100)} %`;
  return [`${bar(job.fraction)} ${percent}`, phase?.title ?? job.title, ...amounts(job.progress)].join('  ');
}

function amounts(progress: ProgressReport | null): string[] {
  if (progress?.kind !== 'progress') return [];
  const { doneBytes, totalBytes, bytesPerSecond, secondsLeft } = progress;
  const parts: string[] = [];
  if (doneBytes !== null) {
    parts.push(formatBytes(doneBytes) + (totalBytes === null ? '' : ` of ${formatBytes(totalBytes)}`));
  }
  if (bytesPerSecond !== null) parts.push(formatRate(bytesPerSecond));
  if (secondsLeft !== null) parts.push(`${formatTimeLeft(secondsLeft)} left`);
  return parts;
}

function bar(fraction: number): string {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * BAR);
  return `[${'█'.repeat(full)}${'·'.repeat(BAR - full)}]`;
}
