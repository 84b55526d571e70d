import { performance } from 'node:perf_hooks';
import { VmkitError } from '../../../shared/errors.ts';
import type { DirectoryHandle } from '../folder/directory-handle.ts';
import { RangeSet } from '../range-set.ts';
import { flushBuffers, type LiveContext } from './live-context.ts';
import { note, type LiveDisk } from './live-disk.ts';
import type { LiveFilesystem } from './live-filesystem.ts';
import { stagePass, type StagedPass } from './staged-pass.ts';

export interface FrozenOptions {
  readonly context: LiveContext;
  /** All of these disks' mounted filesystems. */
  readonly filesystems: readonly LiveFilesystem[];
  /** Where our own files lie on each disk. */
  readonly own: readonly RangeSet[];
  readonly signal: AbortSignal | undefined;
}

interface LastPass {
  readonly staged: readonly { readonly pass: StagedPass; readonly ms: number }[];
  readonly disturbed: readonly RangeSet[];
}

/**
 * The last pass of all disks, in one freeze: one moment for all of them. It goes to memory; nothing of ours writes to
 * a filesystem meanwhile. Those that cannot be frozen are written out, and whether something wrote to them while they
 * were read is found out.
 * @returns false where it does not count: events were lost, or the guard had to thaw.
 */
export async function copyWhileFrozen(disks: readonly LiveDisk[], options: FrozenOptions): Promise<boolean> {
  const { context, filesystems } = options;
  const frozen = await context.whileFrozen(filesystems, async (unfrozen) => {
    await context.sync(unfrozen);
    return readAll(disks, context.memoryHandle, options);
  });
  const { value, late, frozenMs } = frozen;
  if (value === null || late) return false;
  for (const [index, disk] of disks.entries()) {
    const last = value.staged[index];
    if (!last) throw new VmkitError('internal', 'A disk has no last pass.');
    const { pass, ms } = last;
    disk.staged.push(pass);
    disk.passes.push({ number: disk.passes.length, bytes: pass.ranges.bytes, ms });
    disk.pending = RangeSet.empty;
    disk.disturbed = (value.disturbed[index] ?? RangeSet.empty).subtract(disk.never);
    disk.frozenMs = filesystems.length > 0 ? frozenMs : 0;
  }
  return true;
}

async function readAll(
  disks: readonly LiveDisk[],
  place: DirectoryHandle,
  { own, signal }: FrozenOptions,
): Promise<LastPass | null> {
  const taken = await Promise.all(disks.map(({ tracker }) => tracker.take()));
  for (const [index, disk] of disks.entries()) {
    note(disk, taken[index]?.ranges ?? RangeSet.empty, own[index] ?? RangeSet.empty);
    if (taken[index]?.complete !== true) disk.pending = disk.pending.union(disk.copied);
  }
  if (taken.some(({ complete }) => !complete)) return null;
  const staged = await Promise.all(
    disks.map(async ({ prepared: { disk }, pending, image }) => {
      const start = performance.now();
      await flushBuffers(disk.childPath);
      const pass = await stagePass(disk, pending, { place, file: `${image}.last`, signal });
      return { pass, ms: Math.round(performance.now() - start) };
    }),
  );
  const after = await Promise.all(disks.map(({ tracker }) => tracker.peek()));
  const disturbed = after.map((dirty, index) => {
    const all = RangeSet.whole(disks[index]?.prepared.disk.sizeBytes ?? 0);
    return dirty.complete ? dirty.ranges : all;
  });
  return { staged, disturbed };
}
