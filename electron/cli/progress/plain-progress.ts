import type { Stream } from '../context.ts';
import { neutralise } from '../output/neutralise.ts';
import type { ProgressDisplay } from './display.ts';
import { jobChanges } from './job-changes.ts';

/** For logs and pipes: a line when a phase begins, and the job's log with `--verbose`. */
export function plainProgress(err: Stream, verbose: boolean): ProgressDisplay {
  const changes = jobChanges();
  return {
    update: (job) => {
      for (const report of changes(job)) {
        if (report.kind === 'phase') err.write(`${neutralise(report.title)} …\n`);
        if (report.kind === 'log' && verbose) err.write(`  ${neutralise(report.text)}\n`);
      }
    },
    end: () => undefined,
  };
}
