import { homedir } from 'node:os';
import { join } from 'node:path';

/** Folders of the user that runs us (XDG Base Directory Specification). */
export interface AppPaths {
  /** Settings. */
  readonly config: string;
  /** Jobs, probes, logs. */
  readonly state: string;
}

/** Where settings and state live: `$XDG_CONFIG_HOME/vmkit` and `$XDG_STATE_HOME/vmkit`, relative values ignored. */
export function appPaths(env: NodeJS.ProcessEnv = process.env): AppPaths {
  const folder = (value: string | undefined, fallback: string): string =>
    join(value?.startsWith('/') ? value : join(homedir(), fallback), 'vmkit');
  return {
    config: folder(env.XDG_CONFIG_HOME, '.config'),
    state: folder(env.XDG_STATE_HOME, '.local/state'),
  };
}
