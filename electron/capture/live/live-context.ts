import { open, readFile } from 'node:fs/promises';
import { VmkitError } from '../../../shared/errors.ts';
import { run } from '../../system/run.ts';
import type { OpenDisk } from '../disk/open-disk.ts';
import { DirectoryHandle, handlePath } from '../folder/directory-handle.ts';
import { DirtyTracker } from './dirty-tracker.ts';
import { diskParts, mountedFilesystems } from './find-filesystems.ts';
import { Guard, type Thawed } from './guard/guard.ts';
import { freezeOrder, type LiveFilesystem } from './live-filesystem.ts';
import { makeMemoryFolder } from './memory-folder.ts';
import { noTracing, TraceInstance } from './trace-instance.ts';

/** What a live capture holds from its first look at the disks to its end: guard, trackers, a folder in memory. */
export class LiveContext {
  readonly #trackers = new Map<OpenDisk, DirtyTracker>();

  private constructor(
    private readonly guard: Guard,
    /** A folder in memory (0700), for whatever is written while filesystems are frozen. */
    readonly memory: string,
    readonly memoryHandle: DirectoryHandle,
  ) {}

  /** Starts following all writes to these disks. @throws VmkitError `not-supported` where the kernel does not allow it. */
  static async start(disks: readonly OpenDisk[]): Promise<LiveContext> {
    const guard = await Guard.start();
    try {
      const { tracing } = guard;
      if (tracing === null) throw noTracing(guard.reason);
      const memory = await makeMemoryFolder();
      const paths = disks.map(() => TraceInstance.newPath(tracing));
      await guard.watch(paths, [memory]);
      const context = new LiveContext(guard, memory, await DirectoryHandle.open(memory));
      for (const [index, disk] of disks.entries()) {
        const tracker = await DirtyTracker.start(paths[index] ?? '', disk.number ?? '');
        context.#trackers.set(disk, tracker);
      }
      return context;
    } catch (error) {
      await guard.close();
      throw error;
    }
  }

  tracker(disk: OpenDisk): DirtyTracker {
    const tracker = this.#trackers.get(disk);
    if (!tracker) throw new VmkitError('internal', `${disk.path} is not being followed.`);
    return tracker;
  }

  /** Makes everything that applications have written so far reach the disks. */
  async sync(filesystems: readonly LiveFilesystem[]): Promise<void> {
    await Promise.all(
      filesystems.map(({ mountPoint }) => run(['sync', '--file-system', mountPoint], { timeoutMs: 0 })),
    );
  }

  /**
   * Freezes filesystems, runs `work`, and thaws, all guarded. `work` must not write to anything but memory.
   * @returns what `work` made, with how long it was frozen; `late` means that it was thawed before `work` was done.
   */
  async whileFrozen<T>(
    filesystems: readonly LiveFilesystem[],
    work: (unfrozen: readonly LiveFilesystem[]) => Promise<T>,
  ): Promise<Thawed & { readonly value: T }> {
    const ordered = freezeOrder(filesystems);
    const handles = await Promise.all(ordered.map(openMount));
    try {
      const paths = handles.map(handlePath);
      const skipped = await this.guard.freeze(paths);
      const outcome = await work(ordered.filter((_, index) => skipped.includes(paths[index] ?? ''))).then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      const thawed = await this.guard.thaw();
      if ('error' in outcome) throw outcome.error;
      return { ...thawed, value: outcome.value };
    } finally {
      await Promise.all(handles.map((handle) => handle.close()));
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#trackers.values()].map((tracker) => tracker.close()));
    await this.memoryHandle.close();
    await this.guard.close();
  }
}

/** Opens a mount point and makes sure that it still shows the filesystem that was found there. */
async function openMount({ mountPoint, mountId }: LiveFilesystem) {
  const handle = await open(mountPoint);
  const info = await readFile(`/proc/self/fdinfo/${handle.fd}`, 'utf8');
  if (Number(/^mnt_id:\s*(\d+)/m.exec(info)?.[1]) === mountId) return handle;
  await handle.close();
  throw new VmkitError('disk.busy', `Something else has been mounted over ${mountPoint}.`, {
    hint: 'Unmount it, or wait, and start again.',
    detail: { mountPoint },
  });
}

/** What is mounted now from a disk. */
export async function filesystemsOf(disk: OpenDisk): Promise<readonly LiveFilesystem[]> {
  return disk.number === null ? [] : mountedFilesystems(await diskParts(disk.number, disk.path));
}

/** Forgets what the page cache of a device holds: a mounted partition changes behind the back of its disk. */
export async function flushBuffers(path: string): Promise<void> {
  await run(['blockdev', '--flushbufs', path], { timeoutMs: 0 });
}
