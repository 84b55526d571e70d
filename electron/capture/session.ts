import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { isVmkitError } from '../../shared/errors.ts';
import type { CapturedDisk, CaptureManifest, Consistency } from '../../shared/model/capture.ts';
import type { Report } from '../../shared/model/job.ts';
import { Meter } from '../system/meter.ts';
import { undoOnFailure, type UndoStack } from '../system/undo.ts';
import { CLUSTER_BYTES } from './cluster-size.ts';
import { capturedDisk } from './captured-disk.ts';
import { copyDisk, type CopyOptions } from './copy-disk.ts';
import { finishCapture } from './finish.ts';
import type { DirectoryHandle } from './folder/directory-handle.ts';
import { imageFile, isPassFile, maskFile, partialFile } from './folder/file-names.ts';
import { JournalBook } from './folder/journal-book.ts';
import type { Journal } from './folder/journal.ts';
import { removeCaptureFolder } from './folder/remove-capture-folder.ts';
import { copyLiveDisks, type LiveJob } from './live/live-copy-all.ts';
import type { LiveContext } from './live/live-context.ts';
import type { LiveDisk } from './live/live-disk.ts';
import { liveFacts } from './live/live-facts.ts';
import { verifyLiveDisk } from './live/verify-live.ts';
import type { Prepared, PreparedDisk } from './prepare.ts';
import type { CaptureInput } from './run.ts';
import { verifyDisk, type VerifiedDisk, type VerifyOptions } from './verify-disk.ts';

interface Surroundings {
  readonly repository: DirectoryHandle;
  readonly prepared: Prepared;
  /** The journal of the interrupted run that goes on. */
  readonly before: Journal | null;
  readonly signal: AbortSignal | undefined;
  readonly report: Report;
}

/** One run of a capture whose disks are held, mapped and locked. */
export class CaptureSession {
  readonly #startedMs = performance.now();
  readonly #book: JournalBook;
  /** Disks captured in use, by their place among all. */
  readonly #live = new Map<number, LiveDisk>();

  constructor(
    private readonly input: CaptureInput,
    private readonly around: Surroundings,
  ) {
    this.#book = new JournalBook(around.before ?? newJournal(input, around.prepared));
  }

  /** Runs it to its end; on failure everything this run made is taken back. */
  async run(): Promise<CaptureManifest> {
    return undoOnFailure(async (undo) => {
      const folder = await this.#openFolder(undo);
      try {
        await this.#copyAll(folder);
        const verified = await this.#verifyAll(folder);
        return await this.#finish(folder, verified);
      } catch (error) {
        if (wasInterrupted(this.around.signal)) undo.settle();
        throw error;
      } finally {
        await folder.close();
      }
    }, this.around.report);
  }

  async #openFolder(undo: UndoStack): Promise<DirectoryHandle> {
    const { repository, before } = this.around;
    const { name } = this.input.request;
    if (before) {
      const folder = await repository.openDirectory(name);
      await bringBack(folder, before);
      return folder;
    }
    const folder = await repository.makeDirectory(name, 0o711);
    undo.push(`removed the unfinished capture ${name}`, () => removeCaptureFolder(repository, name));
    await this.#book.write(folder);
    await repository.sync();
    return folder;
  }

  async #copyAll(folder: DirectoryHandle): Promise<void> {
    const { prepared, report } = this.around;
    report({ kind: 'phase', phase: 'copy', title: 'Copy the disks' });
    const meter = new Meter('copy', usedBytes(prepared.disks), report);
    const live: IndexedJob[] = [];
    let done = 0;
    for (const [index, disk] of prepared.disks.entries()) {
      await this.#book.change(folder, index, { state: 'copying' });
      const options = this.#copyOptions(folder, index, (bytes) => meter.update(done + bytes));
      if (disk.live && prepared.live) {
        live.push({ index, prepared: disk, options });
        continue;
      }
      const passes = await copyDisk(disk, options);
      done += disk.used.bytes;
      meter.update(done);
      await this.#book.change(folder, index, { state: 'copied', passes });
    }
    if (prepared.live) await this.#copyLive(folder, live, prepared.live);
  }

  #copyOptions(folder: DirectoryHandle, index: number, onBytes: (bytes: number) => void): CopyOptions {
    const { signal, report, before } = this.around;
    return {
      folder,
      repository: this.input.target.repository,
      image: imageFile(index),
      clusterBytes: this.#book.journal.clusterBytes,
      compression: this.input.request.compression,
      resume: before !== null,
      signal,
      onBytes,
      log: (text) => report({ kind: 'log', text }),
    };
  }

  /** Disks in use come last and all together, since they share one freeze. */
  async #copyLive(folder: DirectoryHandle, jobs: readonly IndexedJob[], context: LiveContext): Promise<void> {
    const copied = await copyLiveDisks(jobs, context, this.input.request);
    for (const [at, { index }] of jobs.entries()) {
      const disk = copied[at];
      if (!disk) continue;
      this.#live.set(index, disk);
      await this.#book.change(folder, index, { state: 'copied', passes: disk.passes });
    }
  }

  async #verifyAll(folder: DirectoryHandle): Promise<readonly VerifiedDisk[]> {
    const { prepared, signal, report } = this.around;
    const { verify } = this.input.request;
    const title = verify ? 'Compare the images with the disks' : 'Hash the images';
    report({ kind: 'phase', phase: 'verify', title });
    const meter = new Meter('verify', usedBytes(prepared.disks), report);
    const verified: VerifiedDisk[] = [];
    let done = 0;
    for (const [index, disk] of prepared.disks.entries()) {
      const { repository } = this.input.target;
      const onBytes = (bytes: number): void => meter.update(done + bytes);
      const options = { folder, repository, image: imageFile(index), verify, signal, onBytes };
      verified.push(await this.#verify(disk, index, options));
      done += disk.used.bytes;
      meter.update(done);
      await this.#book.change(folder, index, { state: 'verified' });
    }
    return verified;
  }

  #verify(disk: PreparedDisk, index: number, options: VerifyOptions): Promise<VerifiedDisk> {
    const live = this.#live.get(index);
    if (live) return verifyLiveDisk(live, options);
    // What was copied while it changed differs from the disk by nature.
    return verifyDisk(disk, disk.live ? { ...options, verify: false } : options);
  }

  async #finish(folder: DirectoryHandle, verified: readonly VerifiedDisk[]): Promise<CaptureManifest> {
    const { prepared, report, signal } = this.around;
    report({ kind: 'phase', phase: 'finish', title: 'Complete the capture' });
    const disks = verified.flatMap((facts, index) => {
      const disk = prepared.disks[index];
      const live = this.#live.get(index);
      return disk
        ? [capturedDisk(disk, this.#book.journal, index, { ...facts, ...(live && liveFacts(live)) })]
        : [];
    });
    const { request, host, inventory } = this.input;
    const manifest: CaptureManifest = {
      version: 1,
      id: this.#book.journal.id,
      name: request.name,
      startedAt: this.#book.journal.startedAt,
      finishedAt: new Date().toISOString(),
      state: 'complete',
      consistency: reached(disks, prepared.disks),
      host,
      disks,
      tookMs: Math.round(performance.now() - this.#startedMs),
    };
    await finishCapture(folder, { manifest, inventory, prepared: prepared.disks, signal, report });
    return manifest;
  }
}

interface IndexedJob extends LiveJob {
  readonly index: number;
}

/** What was reached, whatever was asked for. */
function reached(disks: readonly CapturedDisk[], prepared: readonly PreparedDisk[]): Consistency {
  const grades = disks.flatMap(({ volumes }) => volumes.map(({ grade }) => grade));
  if (grades.includes('best-effort')) return 'best-effort';
  return prepared.some(({ live }) => live) ? 'live' : 'offline';
}

/** Whoever asked is gone, which is a crash and no cancel: what was copied stays, to be resumed. */
function wasInterrupted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true && isVmkitError(signal.reason, 'helper.died');
}

function newJournal({ request }: CaptureInput, prepared: Prepared): Journal {
  return {
    version: 1,
    id: randomUUID(),
    startedAt: new Date().toISOString(),
    request,
    clusterBytes: CLUSTER_BYTES[request.compression],
    disks: prepared.disks.map(({ plan }, index) => ({
      plan,
      file: imageFile(index),
      state: 'waiting',
      passes: [],
    })),
  };
}

function usedBytes(disks: readonly PreparedDisk[]): number {
  return disks.reduce((sum, { used }) => sum + used.bytes, 0);
}

/** A run that was killed between the last rename and the manifest: its images are partial again until verified. */
async function bringBack(folder: DirectoryHandle, before: Journal): Promise<void> {
  for (const { file } of before.disks) {
    await folder.remove(maskFile(file));
    for (const name of (await folder.list()).filter(isPassFile)) await folder.remove(name);
    if (await folder.has(file)) await folder.rename(file, partialFile(file));
  }
}
