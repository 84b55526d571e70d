import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** Stamps of finished steps; safe to delete at any time. */
export const STAMPS = join(ROOT, '.setup');
export const IS_ROOT = process.getuid?.() === 0;

/** What set-up keeps outside the checkout: for root where every user can read it. */
export function cacheFolder() {
  if (IS_ROOT) return '/var/cache/vmkit';
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'vmkit');
}
