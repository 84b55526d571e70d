import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { VmkitError } from '../../../shared/errors.ts';
import { processStart } from './process-start.ts';
import { stateFolder } from './state-folder.ts';

const owner = z.object({ pid: z.number().int(), start: z.string(), what: z.string() });
type Owner = z.infer<typeof owner>;

export interface Lock {
  readonly release: () => Promise<void>;
}

/**
 * Takes the one lock for a disk or a capture, across all windows, command lines and helpers of this computer. It dies
 * with its owner: a lock whose process is gone, or whose number now belongs to another one, counts as free.
 * @param what what the owner is doing, for the message others get.
 * @throws VmkitError `capture.locked` (detail: pid, what).
 */
export async function acquireLock(key: string, what: string): Promise<Lock> {
  const path = await lockPath(key);
  const mine = `${path}.${randomUUID()}`;
  const start = (await processStart(process.pid)) ?? '';
  await writeFile(mine, JSON.stringify({ pid: process.pid, start, what }), { mode: 0o600, flag: 'wx' });
  try {
    await claim(path, mine);
  } finally {
    await unlink(mine);
  }
  return { release: () => unlink(path).catch(() => undefined) };
}

/** The living owner of a lock, or undefined where it is free. */
export async function lockOwner(key: string): Promise<Owner | undefined> {
  return livingOwner(await lockPath(key));
}

/** link(2) is atomic: it makes the lock only where none is. */
async function claim(path: string, mine: string): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const made = await link(mine, path).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
        return false;
      },
    );
    if (made) return;
    const living = await livingOwner(path);
    if (living) throw locked(living);
    await rename(path, `${mine}.stale`).catch(() => undefined);
    await unlink(`${mine}.stale`).catch(() => undefined);
  }
  throw new VmkitError('capture.locked', 'Another VMKit process keeps taking the lock.', {
    hint: 'Wait a moment and try again.',
  });
}

async function livingOwner(path: string): Promise<Owner | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = owner.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  return (await processStart(parsed.data.pid)) === parsed.data.start ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function lockPath(key: string): Promise<string> {
  const folder = `${stateFolder()}/locks`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return `${folder}/${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
}

/** The error for whoever finds a lock taken. */
export function locked(by: Owner): VmkitError {
  return new VmkitError('capture.locked', `Another VMKit process (${by.pid}) is at it: ${by.what}.`, {
    hint: 'Wait until it has finished, or cancel it there.',
    detail: { pid: by.pid, what: by.what },
  });
}
