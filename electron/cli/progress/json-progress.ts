import type { Stream } from '../context.ts';
import { jsonText } from '../output/json.ts';
import type { ProgressDisplay } from './display.ts';
import { jobChanges } from './job-changes.ts';

/** One line on standard error for each report: `{"job":ID,"fraction":0.42,"report":{…}}`. */
export function jsonProgress(err: Stream): ProgressDisplay {
  const changes = jobChanges();
  return {
    update: (job) => {
      for (const report of changes(job)) {
        err.write(`${jsonText({ job: job.id, fraction: job.fraction, report })}\n`);
      }
    },
    end: () => undefined,
  };
}
