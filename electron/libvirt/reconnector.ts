import { setTimeout as sleep } from 'node:timers/promises';
import { VmkitError, throwIfAborted } from '../../shared/errors.ts';
import { disconnected } from './rpc/connection.ts';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5000;
/** So long a call waits for a lost connection to come back. */
const PATIENCE_MS = 5000;

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Opens a lost connection again, with pauses that double, until it is back or nobody wants it any more. */
export class Reconnector {
  readonly #stopped = new AbortController();
  readonly #waiters = new Set<Waiter>();
  #running = false;
  /** Lost once more, before those who wait were told that it is back. */
  #lostAgain = false;

  constructor(private readonly open: (signal: AbortSignal) => Promise<void>) {}

  /** True once it is back, false when stopped. */
  async run(): Promise<boolean> {
    if (this.#running) {
      this.#lostAgain = true;
      return false;
    }
    this.#running = true;
    const { signal } = this.#stopped;
    for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      this.#lostAgain = false;
      if ((await this.#try(signal)) && !this.#lostAgain) break;
      await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined);
    }
    this.#running = false;
    if (signal.aborted) return false;
    this.#settle((waiter) => {
      waiter.resolve();
    });
    return true;
  }

  /** Resolves when the connection is back. Rejects with `libvirt.disconnected` after a while, or with `cancelled`. */
  async wait(signal: AbortSignal | undefined): Promise<void> {
    throwIfAborted(signal);
    if (!this.#running) throw disconnected();
    const end = new AbortController();
    const timer = setTimeout(() => {
      end.abort(disconnected());
    }, PATIENCE_MS);
    const cancel = (): void => {
      end.abort(new VmkitError('cancelled', 'Cancelled.'));
    };
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      await this.#back(end.signal);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    }
  }

  stop(reason: VmkitError): void {
    this.#stopped.abort();
    this.#settle((waiter) => {
      waiter.reject(reason);
    });
  }

  #back(end: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject };
      this.#waiters.add(waiter);
      end.addEventListener('abort', () => {
        this.#waiters.delete(waiter);
        reject(end.reason);
      });
    });
  }

  async #try(signal: AbortSignal): Promise<boolean> {
    try {
      await this.open(signal);
      return true;
    } catch {
      return false; // unreachable, denied, half-started: all of them may pass
    }
  }

  #settle(how: (waiter: Waiter) => void): void {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    waiters.forEach(how);
  }
}
