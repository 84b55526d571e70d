import { z } from 'zod';
import { errorEnvelope } from '../errors.ts';

/** What long work reports while it runs. Bytes and seconds; at most ten a second, the last one always. */
export const progressReport = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('phase'), phase: z.string(), title: z.string() }),
  z.object({
    kind: z.literal('progress'),
    phase: z.string(),
    /** Share of the phase that is done, 0 to 1; null where it cannot be known. */
    fraction: z.number().min(0).max(1).nullable(),
    doneBytes: z.number().nullable(),
    totalBytes: z.number().nullable(),
    bytesPerSecond: z.number().nullable(),
    secondsLeft: z.number().nullable(),
  }),
  z.object({ kind: z.literal('log'), text: z.string() }),
  /** Something that was taken back after a failure or a cancel, in the user's words. */
  z.object({ kind: z.literal('undone'), text: z.string() }),
]);
export type ProgressReport = z.infer<typeof progressReport>;
export type Report = (report: ProgressReport) => void;

/** One step of a plan. */
export const planStep = z.object({
  id: z.string(),
  title: z.string(),
  detail: z.string().nullable(),
  bytes: z.number().nullable(),
  seconds: z.number().nullable(),
  /** How it is taken back, or null where it cannot be. */
  undo: z.string().nullable(),
});
export type PlanStep = z.infer<typeof planStep>;

/** The same work typed into a terminal. */
export const equivalentCommands = z.object({ vmkit: z.string(), virsh: z.array(z.string()) });
export type EquivalentCommands = z.infer<typeof equivalentCommands>;

export const jobState = z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']);
export const jobPhase = z.object({
  id: z.string(),
  title: z.string(),
  /** Expected share of the whole; the weights of a job add up to 1. */
  weight: z.number(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
});

/** Work that takes longer than a second. Kept on disk, so that a closed window or a crash loses none. */
export const job = z.object({
  id: z.string(),
  kind: z.enum(['capture', 'virtualize', 'fix']),
  title: z.string(),
  state: jobState,
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  /** Whole job, 0 to 1. */
  fraction: z.number(),
  phases: z.array(jobPhase),
  /** The newest progress of the running phase. */
  progress: progressReport.nullable(),
  log: z.array(z.object({ at: z.string(), text: z.string() })),
  steps: z.array(planStep),
  commands: equivalentCommands.nullable(),
  /** Names of what was made. */
  result: z
    .object({
      capture: z.string().nullable(),
      repository: z.string().nullable(),
      machine: z.string().nullable(),
    })
    .nullable(),
  error: errorEnvelope.nullable(),
  undone: z.array(z.string()),
  /** True where `jobs.resume` can go on from what is on disk. */
  resumable: z.boolean(),
  /** Process that runs it, to tell a running job from an interrupted one. */
  pid: z.number().int(),
});
export type Job = z.infer<typeof job>;
export type JobPhase = z.infer<typeof jobPhase>;
