import { z } from 'zod';

/** The connection to libvirt as the top bar shows it. */
export const connectionStatus = z.object({
  uri: z.string(),
  state: z.enum(['connecting', 'connected', 'disconnected']),
  hostname: z.string(),
  libvirtVersion: z.string().nullable(),
  /** Why it is not connected. */
  reason: z.string().nullable(),
});
export type ConnectionStatus = z.infer<typeof connectionStatus>;

export const appInfo = z.object({
  version: z.string(),
  electron: z.string().nullable(),
  /** True where the pinned stand-in runtime runs instead of the official Electron. */
  standInRuntime: z.boolean(),
  user: z.string(),
  root: z.boolean(),
});
export type AppInfo = z.infer<typeof appInfo>;
