import { performance } from 'node:perf_hooks';
import type { Report } from '../../shared/model/job.ts';

const INTERVAL_MS = 100;
/** Rate is measured over this window, so that it neither jumps nor lags. */
const WINDOW_MS = 5000;

/**
 * Progress of one phase, metered at the producer: at most 10 reports a second, the last one always sent. Times are
 * monotonic, so that a clock that jumps changes nothing.
 */
export class Meter {
  readonly #samples: { at: number; bytes: number }[] = [];
  #sentAt = -Infinity;

  constructor(
    private readonly phase: string,
    private readonly totalBytes: number | null,
    private readonly report: Report,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Bytes done so far in this phase. */
  update(doneBytes: number): void {
    const at = this.now();
    this.#samples.push({ at, bytes: doneBytes });
    while (this.#samples.length > 2 && at - (this.#samples[0]?.at ?? at) > WINDOW_MS) this.#samples.shift();
    const complete = this.totalBytes !== null && doneBytes >= this.totalBytes;
    if (!complete && at - this.#sentAt < INTERVAL_MS) return;
    this.#sentAt = at;
    this.#send(doneBytes);
  }

  #send(doneBytes: number): void {
    const rate = this.#rate();
    const total = this.totalBytes;
    const left = total === null ? null : Math.max(0, total - doneBytes);
    this.report({
      kind: 'progress',
      phase: this.phase,
      fraction: total === null ? null : total === 0 ? 1 : Math.min(1, doneBytes / total),
      doneBytes,
      totalBytes: total,
      bytesPerSecond: rate,
      secondsLeft: left === null || rate === null || rate === 0 ? null : left / rate,
    });
  }

  #rate(): number | null {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.at - first.at < INTERVAL_MS) return null;
    return Math.max(0, ((last.bytes - first.bytes) * 1000) / (last.at - first.at));
  }
}
