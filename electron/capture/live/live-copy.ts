import { performance } from 'node:perf_hooks';
import { throwIfAborted } from '../../../shared/errors.ts';
import { formatBytes } from '../../../shared/units.ts';
import type { DirectoryHandle } from '../folder/directory-handle.ts';
import { RangeSet } from '../range-set.ts';
import { expectedFreezeMs, nextStep, type Observation } from './convergence.ts';
import type { Dirty } from './dirty-tracker.ts';
import { copyWhileFrozen } from './frozen-pass.ts';
import { filesystemsOf, flushBuffers, type LiveContext } from './live-context.ts';
import { note, type LiveDisk } from './live-disk.ts';
import type { LiveFilesystem } from './live-filesystem.ts';
import { memoryBytes } from './memory-folder.ts';
import { notConverging } from './not-converging.ts';
import { OwnFiles } from './own-files.ts';
import { stagePass } from './staged-pass.ts';

export interface LiveCopyOptions {
  readonly context: LiveContext;
  readonly folder: DirectoryHandle;
  readonly budgetMs: number;
  readonly signal: AbortSignal | undefined;
  readonly log: (text: string) => void;
  /** Maps a disk anew, where events were lost. */
  readonly remap: (disk: LiveDisk) => Promise<RangeSet>;
}

/** What is believed of the speed of small passes until one was large enough to tell. */
const FIRST_BYTES_PER_SECOND = 50 * 1024 ** 2;
const TELLING_BYTES = 2 * 1024 ** 2;
/** What starting the copying program takes. */
const START_MS = 50;
const MAX_FAILED_FREEZES = 3;
/** A pass pays if it leaves less than this share of the one before. */
const SHRINKING = 0.7;

/**
 * The passes after pass 0, for all disks in use together, up to the moment that the image will show: everything
 * dirty is copied again and again, until what is left fits the freeze budget, and is copied frozen.
 * @throws VmkitError `capture.not-converging`, `disk.busy` where a filesystem cannot be frozen, `cancelled`.
 */
export async function copyUntilFrozen(disks: readonly LiveDisk[], options: LiveCopyOptions): Promise<void> {
  const race = new Race(disks, options);
  for (;;) {
    throwIfAborted(options.signal);
    const filesystems = (await Promise.all(disks.map(({ prepared }) => filesystemsOf(prepared.disk)))).flat();
    await options.context.sync(filesystems);
    await race.gather();
    const step = nextStep(await race.observe());
    if (step === 'freeze' && (await race.freeze(filesystems))) return;
    if (step === 'give-up') throw race.lost();
    await race.pass();
  }
}

/** The race between whoever writes and our passes. */
class Race {
  #passes = 1;
  #stalled = 0;
  #rate = FIRST_BYTES_PER_SECOND;
  #failedFreezes = 0;
  #writeRate = 0;
  #before = Infinity;
  #gathered = performance.now();
  readonly #own: OwnFiles;

  constructor(
    private readonly disks: readonly LiveDisk[],
    private readonly options: LiveCopyOptions,
  ) {
    this.#own = new OwnFiles(options.folder);
  }

  get #dirtyBytes(): number {
    return this.disks.reduce((sum, { pending }) => sum + pending.bytes, 0);
  }

  /** Takes what was written since the last time, without what is ours or never copied. */
  async gather(): Promise<void> {
    const before = this.#dirtyBytes;
    for (const disk of this.disks) {
      await flushBuffers(disk.prepared.disk.childPath);
      const own = await this.#own.on(disk.prepared.disk);
      note(disk, await this.#wanted(disk, await disk.tracker.take()), own);
    }
    const seconds = (performance.now() - this.#gathered) / 1000;
    this.#gathered = performance.now();
    this.#writeRate = (this.#dirtyBytes - before) / Math.max(seconds, 0.001);
  }

  async observe(): Promise<Observation> {
    const left = this.#dirtyBytes;
    return {
      passes: this.#passes,
      dirtyBytes: left,
      memoryBytes: await memoryBytes(this.options.context.memory),
      budgetMs: this.options.budgetMs,
      bytesPerSecond: this.#rate,
      shrinking: left < this.#before * SHRINKING,
      stalled: this.#stalled,
    };
  }

  /** An ordinary pass, into files beside the images. */
  async pass(): Promise<void> {
    const start = performance.now();
    const left = this.#dirtyBytes;
    for (const disk of this.disks) {
      const number = disk.passes.length;
      const file = `${disk.image}.pass${number}`;
      const begun = performance.now();
      const ranges = disk.pending;
      disk.pending = RangeSet.empty;
      if (ranges.count === 0) continue;
      const { folder: place, signal } = this.options;
      disk.staged.push(await stagePass(disk.prepared.disk, ranges, { place, file, signal }));
      disk.passes.push({ number, bytes: ranges.bytes, ms: Math.round(performance.now() - begun) });
    }
    const ms = performance.now() - start;
    if (left >= TELLING_BYTES) this.#rate = (left / Math.max(ms - START_MS * this.disks.length, 10)) * 1000;
    this.#stalled = left >= this.#before ? this.#stalled + 1 : 0;
    this.#before = left;
    this.options.log(`Pass ${this.#passes}: ${formatBytes(left)} that had changed, in ${Math.round(ms)} ms`);
    this.#passes += 1;
  }

  /** The last pass. False where it does not count: then all of it is pending again. */
  async freeze(filesystems: readonly LiveFilesystem[]): Promise<boolean> {
    const { context, log } = this.options;
    const own = await Promise.all(this.disks.map((disk) => this.#own.on(disk.prepared.disk)));
    log('Freezing');
    const done = await copyWhileFrozen(this.disks, { ...this.options, context, filesystems, own });
    if (done) log(`Frozen for ${this.disks[0]?.frozenMs ?? 0} ms`);
    else log('The last pass was not complete in time, so it does not count.');
    if (!done) this.#failedFreezes += 1;
    if (this.#failedFreezes === MAX_FAILED_FREEZES) throw this.lost();
    return done;
  }

  lost() {
    const dirtyBytes = this.#dirtyBytes;
    return notConverging({
      passes: this.#passes,
      dirtyBytes,
      expectedMs: Math.round(expectedFreezeMs({ dirtyBytes, bytesPerSecond: this.#rate })),
      budgetMs: this.options.budgetMs,
      copyBytesPerSecond: Math.round(this.#rate),
      writeBytesPerSecond: Math.round(this.#writeRate),
    });
  }

  /** Where events were lost nothing of the disk is trusted: it is mapped and copied once more. */
  async #wanted(disk: LiveDisk, dirty: Dirty): Promise<RangeSet> {
    if (dirty.complete) return dirty.ranges;
    this.options.log(`${disk.prepared.disk.path}: trace events were lost, so all of it is copied once more.`);
    return dirty.ranges.union(disk.copied).union(await this.options.remap(disk));
  }
}
