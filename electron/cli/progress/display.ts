import type { Job } from '../../../shared/model/job.ts';
import type { Context } from '../context.ts';
import { jsonProgress } from './json-progress.ts';
import { lineProgress } from './line-progress.ts';
import { plainProgress } from './plain-progress.ts';

/** Shows a job while it runs. */
export interface ProgressDisplay {
  readonly update: (job: Job) => void;
  /** Takes what is not meant to stay off the terminal. */
  readonly end: () => void;
}

/** A line on a terminal, JSON lines with `--json`, one line a phase elsewhere, nothing with `--quiet`. */
export function progressDisplay(context: Context): ProgressDisplay {
  if (context.options.quiet) return { update: () => undefined, end: () => undefined };
  if (context.options.json) return jsonProgress(context.io.err);
  if (context.io.err.terminal) return lineProgress(context.io.err, context.options.verbose);
  return plainProgress(context.io.err, context.options.verbose);
}
