import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { acceleration, type Acceleration } from '../../../shared/model/host.ts';

const stored = z.object({ key: z.string(), value: acceleration });

/** Where this user's state lives (XDG Base Directory Specification). */
export function cachePath(env: NodeJS.ProcessEnv = process.env): string {
  const state = env.XDG_STATE_HOME || join(homedir(), '.local', 'state');
  return join(state, 'vmkit', 'acceleration.json');
}

/** What was found before under the same key; null where nothing was, or what is there cannot be read. */
export async function readCached(key: string, path = cachePath()): Promise<Acceleration | null> {
  try {
    const found = stored.parse(JSON.parse(await readFile(path, 'utf8')));
    return found.key === key ? found.value : null;
  } catch {
    return null;
  }
}

/** Keeps a finding. A state folder that cannot be written costs a probe next time, and nothing else. */
export async function writeCached(key: string, value: Acceleration, path = cachePath()): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const partial = `${path}.${process.pid}.partial`;
    await writeFile(partial, JSON.stringify({ key, value }), { mode: 0o600 });
    await rename(partial, path);
  } catch {
    // See above.
  }
}
