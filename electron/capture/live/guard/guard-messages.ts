import { z } from 'zod';

/** What the guard is told, as JSON lines. */
export const guardOrder = z.discriminatedUnion('kind', [
  /** Things to take away when its input closes, however that comes. */
  z.object({ kind: z.literal('watch'), instances: z.array(z.string()), folders: z.array(z.string()) }),
  /** Freeze these, in this order. Those that cannot be frozen are skipped and named. */
  z.object({ kind: z.literal('freeze'), paths: z.array(z.string()) }),
  z.object({ kind: z.literal('thaw') }),
]);
export type GuardOrder = z.infer<typeof guardOrder>;

/** What it answers, one answer an order; `ready` comes unasked, once. */
export const guardAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), pid: z.number(), tracing: z.string().nullable(), reason: z.string() }),
  z.object({ kind: z.literal('watching') }),
  z.object({ kind: z.literal('frozen'), skipped: z.array(z.string()) }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
  /** `late`: it was thawed by the guard before, since it took too long. */
  z.object({ kind: z.literal('thawed'), frozenMs: z.number(), late: z.boolean() }),
]);
export type GuardAnswer = z.infer<typeof guardAnswer>;

/** Nothing stays frozen for longer, whatever dies. */
export const FREEZE_LIMIT_MS = 10_000;
