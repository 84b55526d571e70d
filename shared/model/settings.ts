import { z } from 'zod';

/** What the user chose; kept in the user's configuration folder. Unknown keys are dropped, missing ones take defaults. */
export const settings = z.object({
  appearance: z.enum(['system', 'light', 'dark']).default('system'),
  connection: z.string().max(4096).nullable().default(null),
  repository: z.string().max(255).nullable().default(null),
  notifications: z.boolean().default(true),
  firstRunDone: z.boolean().default(false),
});
export type Settings = z.infer<typeof settings>;
