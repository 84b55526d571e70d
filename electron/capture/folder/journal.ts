import { z } from 'zod';
import { captureRequest, diskPlan } from '../../../shared/model/capture.ts';

/** What an interrupted capture needs to go on: kept beside its partial images, replaced whole, removed at the end. */
export const JOURNAL_FILE = 'journal.json';

export const journal = z.object({
  version: z.literal(1),
  id: z.string(),
  startedAt: z.string(),
  request: captureRequest,
  clusterBytes: z.number().int(),
  disks: z.array(
    z.object({
      plan: diskPlan,
      file: z.string(),
      /** `copying` also for one that was about to be; `copied`: all passes done, not yet verified. */
      state: z.enum(['waiting', 'copying', 'copied', 'verified']),
      passes: z.array(z.object({ number: z.number().int(), bytes: z.number(), ms: z.number() })),
    }),
  ),
});
export type Journal = z.infer<typeof journal>;
export type JournalDisk = Journal['disks'][number];
