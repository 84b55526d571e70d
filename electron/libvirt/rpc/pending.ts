import { performance } from 'node:perf_hooks';
import { VmkitError } from '../../../shared/errors.ts';
import type { CallOptions } from '../client.ts';
import type { XdrReader } from '../xdr/reader.ts';

/** A call that waits for its reply. Exactly one of `resolve` and `reject` is called, once. */
export interface Waiting {
  readonly procedure: number;
  /** Decodes the reply; throws `libvirt.protocol`. */
  readonly resolve: (reply: XdrReader) => void;
  readonly reject: (error: unknown) => void;
}

interface Entry extends Waiting {
  readonly deadline: number;
  readonly detach: (() => void) | undefined;
}

const SWEEP_MS = 50;

/** Calls under way, by serial. One timer looks after all time limits, on the monotonic clock, and only while there are any. */
export class Pending {
  readonly #entries = new Map<number, Entry>();
  #limited = 0;
  #timer: NodeJS.Timeout | undefined;

  get size(): number {
    return this.#entries.size;
  }

  has(serial: number): boolean {
    return this.#entries.has(serial);
  }

  add(serial: number, waiting: Waiting, options: CallOptions): void {
    const limited = options.timeoutMs !== undefined;
    this.#entries.set(serial, {
      procedure: waiting.procedure,
      resolve: waiting.resolve,
      reject: waiting.reject,
      deadline: limited ? performance.now() + (options.timeoutMs ?? 0) : Infinity,
      detach: options.signal && this.#watch(serial, options.signal),
    });
    if (limited) this.#limit();
  }

  /** Takes the call out, to be settled by the caller; undefined for serials that nobody waits for. */
  take(serial: number): Waiting | undefined {
    const entry = this.#entries.get(serial);
    if (!entry) return undefined;
    this.#entries.delete(serial);
    entry.detach?.();
    if (entry.deadline !== Infinity) this.#unlimit();
    return entry;
  }

  rejectAll(error: unknown): void {
    for (const serial of [...this.#entries.keys()]) this.take(serial)?.reject(error);
  }

  #watch(serial: number, signal: AbortSignal): () => void {
    const abort = (): void => this.take(serial)?.reject(new VmkitError('cancelled', 'Cancelled.'));
    signal.addEventListener('abort', abort, { once: true });
    return () => {
      signal.removeEventListener('abort', abort);
    };
  }

  #limit(): void {
    this.#limited += 1;
    this.#timer ??= setInterval(() => {
      this.#sweep();
    }, SWEEP_MS);
  }

  #unlimit(): void {
    this.#limited -= 1;
    if (this.#limited > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #sweep(): void {
    const now = performance.now();
    for (const [serial, entry] of this.#entries) {
      if (entry.deadline <= now) this.take(serial)?.reject(timedOut());
    }
  }
}

function timedOut(): VmkitError {
  return new VmkitError('libvirt.timeout', 'libvirt did not answer in time.', {
    hint: 'It may still do what was asked; look at the state before trying again.',
  });
}
