import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, test as base } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { execa } from 'execa';

const CHECKOUT = resolve(import.meta.dirname, '../..');

export interface LaunchedApp {
  readonly app: ElectronApplication;
  /** The first window, once its page has loaded. */
  readonly window: Page;
  /** The folder that stands for the user's home: settings, jobs and log live below it. */
  readonly home: string;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** A home folder of an earlier start, to see what survives; made new and removed at `close` otherwise. */
  readonly home?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts the built application as a user would: as an ordinary user, with Chromium's sandbox on, with a home folder
 * of its own.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  if (process.getuid?.() === 0) throw new Error('The window is never started as root: npm run window');
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'vmkit-home-')));
  const app = await _electron.launch({
    executablePath: runtimeExecutable(),
    chromiumSandbox: true,
    args: [CHECKOUT, ...(options.args ?? [])],
    env: environment(home, options.env ?? {}),
  });
  const window = await app.firstWindow();
  await window.waitForLoadState('domcontentloaded');
  const close = async (): Promise<void> => {
    await app.close();
    if (options.home === undefined) await rm(home, { recursive: true, force: true });
  };
  return { app, window, home, close };
}

function environment(home: string, extra: Readonly<Record<string, string>>): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const xdg = {
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_STATE_HOME: join(home, '.local/state'),
    XDG_CACHE_HOME: join(home, '.cache'),
  };
  return { ...Object.fromEntries(inherited), ...xdg, ...extra };
}

/** Starts the application once more beside one that runs with this home folder; gives its exit code. */
export async function launchAgain(home: string): Promise<number | undefined> {
  const { exitCode } = await execa(runtimeExecutable(), [CHECKOUT], {
    env: environment(home, {}),
    extendEnv: false,
    reject: false,
  });
  return exitCode;
}

/** The Electron that set-up has found: see resources/setup/runtime.mjs. */
function runtimeExecutable(): string {
  const { executable } = JSON.parse(readFileSync(join(CHECKOUT, '.setup/runtime.json'), 'utf8')) as {
    executable: string;
  };
  return executable;
}

/** A Playwright test with the application started before and closed after it. */
export const test = base.extend<{ launched: LaunchedApp; window: Page }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this very pattern
  launched: async ({}, use) => {
    const launched = await launchApp();
    await use(launched);
    await launched.close();
  },
  window: async ({ launched }, use) => {
    await use(launched.window);
  },
});

export { expect } from '@playwright/test';
