import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { VmkitError } from '../../../shared/errors.ts';
import type { RangeSet } from '../range-set.ts';
import { DirtyMap } from './dirty-map.ts';
import { parseTraceLine } from './trace-line.ts';
import { TraceInstance } from './trace-instance.ts';

const POLL_MS = 40;
const SECTOR_BYTES = 512;

/** What was written since the last time. */
export interface Dirty {
  readonly ranges: RangeSet;
  /** False where events were lost: then anything may have been written. */
  readonly complete: boolean;
}

/**
 * Follows every write to one disk. An event comes after its data has landed, so a range taken before a pass reads the
 * disk is never missed; at worst it is copied twice.
 */
export class DirtyTracker {
  readonly #dirty = new DirtyMap();
  readonly #stop = new AbortController();
  #turn: Promise<void> = Promise.resolve();
  #failure: unknown;
  #lostNow = false;
  #lostEvents = 0;
  #overruns = 0;
  #tracedSectors = 0;

  private constructor(
    private readonly instance: TraceInstance,
    private readonly number: string,
    private readonly firstSectors: number,
  ) {
    void this.#poll();
  }

  /** @param number `8:0`. @throws VmkitError `not-supported`. */
  static async start(instancePath: string, number: string): Promise<DirtyTracker> {
    const instance = await TraceInstance.start(instancePath, number);
    return new DirtyTracker(instance, number, await changedSectors(number));
  }

  /** Times that events were lost (each at least one event). */
  get lostEvents(): number {
    return this.#lostEvents;
  }

  /** Everything written so far, without forgetting it. */
  async peek(): Promise<Dirty> {
    return this.#locked(async () => {
      await this.#drainAndCheck();
      return { ranges: this.#dirty.ranges(), complete: !this.#lostNow };
    });
  }

  /** Everything written so far; from here on a new set is gathered. */
  async take(): Promise<Dirty> {
    return this.#locked(async () => {
      await this.#drainAndCheck();
      const dirty = { ranges: this.#dirty.ranges(), complete: !this.#lostNow };
      this.#dirty.clear();
      this.#lostNow = false;
      return dirty;
    });
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#turn.catch(() => undefined);
    await this.instance.close();
  }

  async #poll(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#locked(() => this.#drain()).catch((error: unknown) => (this.#failure ??= error));
      await sleep(POLL_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }

  #locked<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  async #drain(): Promise<void> {
    await this.instance.drain((line) => {
      const event = parseTraceLine(line);
      if (event.kind === 'lost') this.#noteLoss();
      if (event.kind !== 'changed') return;
      this.#tracedSectors += event.sectors;
      this.#dirty.add(event.sector * SECTOR_BYTES, event.sectors * SECTOR_BYTES);
    });
  }

  /** The kernel's own counters prove that the trace shows all: they are read first, since events come before them. */
  async #drainAndCheck(): Promise<void> {
    if (this.#failure) throw unreadable(this.#failure);
    const counted = (await changedSectors(this.number)) - this.firstSectors;
    await this.#drain();
    const overruns = await this.instance.overruns();
    if (overruns > this.#overruns) this.#noteLoss();
    this.#overruns = overruns;
    if (this.#tracedSectors < counted) {
      this.#noteLoss();
      this.#tracedSectors = counted;
    }
  }

  #noteLoss(): void {
    this.#lostNow = true;
    this.#lostEvents += 1;
  }
}

function unreadable(cause: unknown): VmkitError {
  return new VmkitError('internal', 'The trace of what is written to the disk cannot be read any more.', {
    cause,
  });
}

/** Sectors of 512 bytes written and discarded since boot (Documentation/block/stat.rst, fields 7 and 14). */
async function changedSectors(number: string): Promise<number> {
  const text = await readFile(`/sys/dev/block/${number}/stat`, 'utf8').catch(() => '');
  const fields = text.trim().split(/\s+/).map(Number);
  return (fields[6] ?? 0) + (fields[13] ?? 0);
}
