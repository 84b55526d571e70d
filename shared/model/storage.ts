import { z } from 'zod';

/** Storage repositories: libvirt pools. Sizes in bytes. */
export const repository = z.object({
  uuid: z.string(),
  name: z.string(),
  /** libvirt's pool type: `dir`, `fs`, `logical`, … */
  type: z.string(),
  state: z.enum(['active', 'inactive', 'building', 'degraded', 'inaccessible']),
  /** Directory or device of the target, or null where the type has none. */
  path: z.string().nullable(),
  capacityBytes: z.number(),
  allocationBytes: z.number(),
  availableBytes: z.number(),
  persistent: z.boolean(),
  autostart: z.boolean(),
});
export type Repository = z.infer<typeof repository>;

export const createRepositoryRequest = z.object({
  name: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[^/\0\n\r]+$/, 'A repository name holds no slash and no line break.'),
  path: z
    .string()
    .max(4096)
    .regex(/^\/[^\0\n\r]*$/, 'A repository is a directory, named by its absolute path.'),
});
export type CreateRepositoryRequest = z.infer<typeof createRepositoryRequest>;
