import type { Helper } from '../helper/client.ts';
import type { Inspector } from '../host/inspector.ts';
import type { Connection } from './connection.ts';
import type { EventBus } from './event-bus.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { AppPaths } from './paths.ts';
import type { SettingsStore } from './settings-store.ts';

/** What the handlers work with; put together by `createServices`. */
export interface ServiceSet {
  readonly version: string;
  readonly paths: AppPaths;
  readonly events: EventBus;
  readonly settings: SettingsStore;
  readonly connection: Connection;
  readonly helper: Helper;
  readonly inspector: Inspector;
  readonly jobs: Jobs;
  /** Opens or raises the window (on a machine's page); undefined where there is no window. */
  readonly openWindow: ((machine: string | undefined) => void) | undefined;
  /** True where a password may be asked for at any time: in a terminal. */
  readonly mayAsk: boolean;
  readonly electron: { readonly version: string; readonly standIn: boolean } | undefined;
}
