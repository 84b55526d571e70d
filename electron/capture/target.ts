import { statfs } from 'node:fs/promises';
import { VmkitError } from '../../shared/errors.ts';
import type { CaptureRequest, DiskPlan } from '../../shared/model/capture.ts';
import { readJson } from './folder/atomic-json.ts';
import type { DirectoryHandle } from './folder/directory-handle.ts';
import { MANIFEST_FILE } from './folder/file-names.ts';
import { journal, JOURNAL_FILE, type Journal } from './folder/journal.ts';

/** A repository's directory, as the helper was given it. */
export interface CaptureTarget {
  readonly repository: string;
  readonly directory: string;
}

/** Key of the one lock for a capture, whatever way its directory is named. */
export async function captureLockKey(repository: DirectoryHandle, name: string): Promise<string> {
  return `capture:${await repository.identity()}:${name}`;
}

export async function freeBytes(directory: DirectoryHandle): Promise<number> {
  const { bavail, bsize } = await statfs(directory.here);
  return bavail * bsize;
}

/**
 * The journal of the capture that is to go on, or null for a new one.
 * @throws VmkitError `capture.exists`, `capture.nothing-to-resume`, `capture.damaged`, `path.unsafe`.
 */
export async function findJournal(
  repository: DirectoryHandle,
  request: CaptureRequest,
): Promise<Journal | null> {
  const there = await repository.has(request.name);
  if (!there && request.resume) throw nothingToResume(request.name);
  if (!there) return null;
  const folder = await repository.openDirectory(request.name);
  try {
    if (await folder.has(MANIFEST_FILE))
      throw request.resume ? nothingToResume(request.name) : exists(request.name);
    const interrupted = await folder.has(JOURNAL_FILE);
    if (!request.resume) throw interrupted ? existsInterrupted(request.name) : exists(request.name);
    if (!interrupted) throw nothingToResume(request.name);
    return await readJson(folder, JOURNAL_FILE, journal);
  } finally {
    await folder.close();
  }
}

/** Makes sure that an interrupted capture goes on with the very same disks. @throws VmkitError `disk.changed`. */
export function checkSameDisks(before: Journal, now: readonly DiskPlan[]): void {
  const differs = before.disks.length !== now.length;
  const changed = before.disks.find(({ plan }, index) => !sameDisk(plan, now[index]));
  if (!differs && !changed) return;
  const names = before.disks.map(({ plan }) => plan.path).join(', ');
  throw new VmkitError(
    'disk.changed',
    `The interrupted capture is of other disks (${names}), or they were changed.`,
    {
      hint: 'Name the same disks in the same order, or delete the capture and start again.',
      detail: { device: changed?.plan.path ?? names, identity: changed?.plan.identity ?? null },
    },
  );
}

function sameDisk(before: DiskPlan, now: DiskPlan | undefined): boolean {
  return now !== undefined && before.identity === now.identity && before.sizeBytes === now.sizeBytes;
}

function nothingToResume(name: string): VmkitError {
  return new VmkitError('capture.nothing-to-resume', `There is no interrupted capture ${name}.`, {
    hint: 'Start it without --resume.',
    detail: { name },
  });
}

function exists(name: string): VmkitError {
  return new VmkitError('capture.exists', `${name} exists already in this repository.`, {
    hint: 'Choose another name, or delete the old one first.',
    detail: { name },
  });
}

function existsInterrupted(name: string): VmkitError {
  return new VmkitError('capture.exists', `A capture ${name} was interrupted in this repository.`, {
    hint: 'Go on with it (--resume), or delete it first.',
    detail: { name },
  });
}
