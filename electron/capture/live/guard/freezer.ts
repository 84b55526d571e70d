import { open, type FileHandle } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { isVmkitError } from '../../../../shared/errors.ts';
import { run } from '../../../system/run.ts';
import { FREEZE_LIMIT_MS } from './guard-messages.ts';

interface Held {
  readonly handle: FileHandle;
  /** Settles when the freezing has ended one way or another. */
  readonly freezing: Promise<boolean>;
}

/**
 * Freezes filesystems and thaws them again, at the latest after ten seconds. Mount points are held open meanwhile, so
 * that what was frozen is thawed even where something else has been mounted over it.
 */
export class Freezer {
  #held: Held[] = [];
  #since = 0;
  #timer: NodeJS.Timeout | undefined;
  #late = false;
  #stop = false;

  /** Freezes in this order. @returns those that cannot be frozen. @throws what fsfreeze said, with all thawed again. */
  async freeze(paths: readonly string[]): Promise<readonly string[]> {
    const skipped: string[] = [];
    const handles = await Promise.all(paths.map((path) => open(path)));
    this.#since = performance.now();
    this.#late = false;
    this.#stop = false;
    this.#timer = setTimeout(() => void this.#expire(), FREEZE_LIMIT_MS);
    try {
      for (const [index, handle] of handles.entries()) {
        if (this.#stop) throw new Error('freezing took too long or was given up');
        if (!(await this.#freezeOne(handle))) skipped.push(paths[index] ?? '');
      }
      return skipped;
    } catch (error) {
      await this.thaw();
      throw error;
    }
  }

  /** Thaws everything, last frozen first. @returns for how long it was frozen, and whether time ran out before. */
  async thaw(): Promise<{ readonly frozenMs: number; readonly late: boolean }> {
    clearTimeout(this.#timer);
    await this.#thawAll();
    return { frozenMs: Math.round(performance.now() - this.#since), late: this.#late };
  }

  async #expire(): Promise<void> {
    this.#late = true;
    await this.#thawAll();
  }

  async #freezeOne(handle: FileHandle): Promise<boolean> {
    const freezing = freezeHandle(handle);
    const held = { handle, freezing: freezing.catch(() => false) };
    this.#held.push(held);
    const frozen = await freezing;
    if (!frozen) this.#held = this.#held.filter((other) => other !== held);
    if (!frozen) await handle.close();
    return frozen;
  }

  async #thawAll(): Promise<void> {
    this.#stop = true;
    const held = this.#held.splice(0).toReversed();
    for (const { handle, freezing } of held) {
      if (await freezing) await thawHandle(handle);
      await handle.close();
    }
  }
}

const ownPath = (handle: FileHandle): string => `/proc/${process.pid}/fd/${handle.fd}`;

/** False where the filesystem knows no freezing (EOPNOTSUPP). */
async function freezeHandle(handle: FileHandle): Promise<boolean> {
  try {
    await run(['fsfreeze', '--freeze', ownPath(handle)], { timeoutMs: 0, dieWithParent: false });
    return true;
  } catch (error) {
    if (isVmkitError(error, 'program.failed') && /not supported/i.test(error.message)) return false;
    throw error;
  }
}

async function thawHandle(handle: FileHandle): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      await run(['fsfreeze', '--unfreeze', ownPath(handle)], { timeoutMs: 0, dieWithParent: false });
      return;
    } catch (error) {
      // EINVAL: not frozen (any more)
      if (isVmkitError(error, 'program.failed') && /Invalid argument/i.test(error.message)) return;
      await sleep(100);
    }
  }
}
