import { z } from 'zod';

/** One thing that must be in order on this computer. */
export const doctorCheck = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['ok', 'warning', 'failed']),
  /** What was found, as a sentence. */
  finding: z.string(),
  /** The next step in words, or null where all is well. */
  hint: z.string().nullable(),
  /** A repair that one click runs, with the command that it amounts to; null where there is none. */
  fix: z.object({ title: z.string(), command: z.string() }).nullable(),
});
export type DoctorCheck = z.infer<typeof doctorCheck>;

export const doctorReport = z.object({ at: z.string(), ok: z.boolean(), checks: z.array(doctorCheck) });
export type DoctorReport = z.infer<typeof doctorReport>;
