import { isVmkitError, VmkitError } from '../../shared/errors.ts';
import {
  captureManifest,
  NAME_PATTERN,
  type CaptureManifest,
  type CaptureSummary,
} from '../../shared/model/capture.ts';
import { readJson } from './folder/atomic-json.ts';
import { DirectoryHandle } from './folder/directory-handle.ts';
import { isCaptureFile, MANIFEST_FILE, partialFile } from './folder/file-names.ts';
import { journal, JOURNAL_FILE } from './folder/journal.ts';
import { acquireLock, lockOwner } from './folder/lock.ts';
import { removeCaptureFolder } from './folder/remove-capture-folder.ts';
import { captureLockKey, type CaptureTarget } from './target.ts';

/** All captures in these repositories, newest first. A directory that is not there, or not readable, holds none. */
export async function listCaptures(targets: readonly CaptureTarget[]): Promise<readonly CaptureSummary[]> {
  const lists = await Promise.all(targets.map(listTarget));
  return lists.flat().sort((left, right) => right.startedAt.localeCompare(left.startedAt));
}

async function listTarget(target: CaptureTarget): Promise<readonly CaptureSummary[]> {
  const repository = await DirectoryHandle.open(target.directory).catch(() => undefined);
  if (!repository) return [];
  try {
    const names = (await repository.list()).filter((name) => NAME_PATTERN.test(name));
    const found = await Promise.all(names.map((name) => summarize(target, repository, name)));
    return found.filter((summary) => summary !== undefined);
  } finally {
    await repository.close();
  }
}

async function summarize(
  target: CaptureTarget,
  repository: DirectoryHandle,
  name: string,
): Promise<CaptureSummary | undefined> {
  const folder = await repository.openDirectory(name).catch(() => undefined);
  if (!folder) return undefined;
  const place = { name, repository: target.repository, directory: `${target.directory}/${name}` };
  try {
    if (await folder.has(MANIFEST_FILE)) {
      const facts = await complete(folder).catch(() => unreadable(folder));
      return { ...place, ...facts };
    }
    if (!(await folder.has(JOURNAL_FILE))) return undefined;
    const owner = await lockOwner(await captureLockKey(repository, name));
    return { ...place, ...(await unfinished(folder)), state: owner ? 'running' : 'interrupted' };
  } catch {
    return undefined; // a folder that only looks like a capture, or one that ended under our eyes
  } finally {
    await folder.close();
  }
}

type Facts = Omit<CaptureSummary, 'name' | 'repository' | 'directory'>;

async function complete(folder: DirectoryHandle): Promise<Facts> {
  const manifest = await readJson(folder, MANIFEST_FILE, captureManifest);
  return {
    state: (await cutImage(folder, manifest)) ? 'damaged' : manifest.state,
    startedAt: manifest.startedAt,
    finishedAt: manifest.finishedAt,
    hostname: manifest.host.hostname,
    disks: manifest.disks.length,
    virtualBytes: sum(manifest.disks.map(({ virtualBytes }) => virtualBytes)),
    fileBytes: sum(manifest.disks.map(({ fileBytes }) => fileBytes)),
  };
}

/** What can be said of a capture whose manifest cannot be read: it is damaged, and can be deleted. */
async function unreadable(folder: DirectoryHandle): Promise<Facts> {
  const file = await folder.openFile(MANIFEST_FILE);
  const { mtime } = await file.stat();
  await file.close();
  const none = { finishedAt: null, hostname: null, disks: 0, virtualBytes: 0, fileBytes: 0 };
  return { state: 'damaged', startedAt: mtime.toISOString(), ...none };
}

/** The first image that is missing or has another size than it had when it was hashed. */
async function cutImage(folder: DirectoryHandle, { disks }: CaptureManifest): Promise<string | undefined> {
  for (const { file, fileBytes } of disks) if ((await fileSize(folder, file)) !== fileBytes) return file;
  return undefined;
}

async function readWhole(folder: DirectoryHandle, name: string): Promise<CaptureManifest> {
  const manifest = await readJson(folder, MANIFEST_FILE, captureManifest);
  const cut = await cutImage(folder, manifest);
  if (cut === undefined) return manifest;
  throw new VmkitError(
    'capture.damaged',
    `The image ${cut} of the capture ${name} is missing or has lost data.`,
    {
      hint: 'Bring it back from a copy, or delete the capture and take it again.',
      detail: { capture: name, file: cut },
    },
  );
}

async function unfinished(folder: DirectoryHandle): Promise<Omit<Facts, 'state'>> {
  const { startedAt, disks } = await readJson(folder, JOURNAL_FILE, journal);
  const sizes = await Promise.all(disks.map(({ file }) => fileSize(folder, partialFile(file))));
  return {
    startedAt,
    finishedAt: null,
    hostname: null,
    disks: disks.length,
    virtualBytes: sum(disks.map(({ plan }) => plan.sizeBytes)),
    fileBytes: sum(sizes),
  };
}

async function fileSize(folder: DirectoryHandle, name: string): Promise<number> {
  const file = await folder.openFile(name).catch(() => undefined);
  if (!file) return 0;
  const { size } = await file.stat();
  await file.close();
  return size;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** A capture's manifest. @throws VmkitError `capture.not-found`, `capture.incomplete`, `capture.damaged`, `path.unsafe`. */
export async function showCapture(target: CaptureTarget, name: string): Promise<CaptureManifest> {
  const repository = await DirectoryHandle.open(target.directory);
  try {
    const folder = await openCapture(repository, name);
    try {
      if (await folder.has(MANIFEST_FILE)) return await readWhole(folder, name);
      throw (await folder.has(JOURNAL_FILE)) ? incomplete(name) : notFound(name);
    } finally {
      await folder.close();
    }
  } finally {
    await repository.close();
  }
}

/**
 * Deletes a capture, complete or interrupted, but no file that is not ours.
 * @throws VmkitError `capture.not-found`, `capture.locked` while it runs, `file.failed` where foreign files are inside.
 */
export async function deleteCapture(target: CaptureTarget, name: string): Promise<void> {
  const repository = await DirectoryHandle.open(target.directory);
  try {
    const lock = await acquireLock(await captureLockKey(repository, name), `delete capture ${name}`);
    try {
      await refuseForeign(repository, name);
      await removeCaptureFolder(repository, name);
    } finally {
      await lock.release();
    }
  } finally {
    await repository.close();
  }
}

async function refuseForeign(repository: DirectoryHandle, name: string): Promise<void> {
  const folder = await openCapture(repository, name);
  const files = await listAndClose(folder);
  if (!files.includes(MANIFEST_FILE) && !files.includes(JOURNAL_FILE)) throw notFound(name);
  const foreign = files.filter((file) => !isCaptureFile(file));
  if (foreign.length === 0) return;
  throw new VmkitError('file.failed', `The folder of ${name} also holds files that are not part of it.`, {
    hint: `Move them away first: ${foreign.slice(0, 5).join(', ')}.`,
    detail: { name, files: foreign.slice(0, 20) },
  });
}

async function openCapture(repository: DirectoryHandle, name: string): Promise<DirectoryHandle> {
  return repository.openDirectory(name).catch((error: unknown) => {
    throw isVmkitError(error, 'file.not-found') ? notFound(name) : error;
  });
}

function notFound(name: string): VmkitError {
  return new VmkitError('capture.not-found', `There is no capture ${name} in this repository.`, {
    hint: 'See `vmkit capture list`.',
    detail: { name },
  });
}

function incomplete(name: string): VmkitError {
  return new VmkitError('capture.incomplete', `The capture ${name} is not complete.`, {
    hint: 'Go on with it (--resume), or delete it.',
    detail: { name },
  });
}

async function listAndClose(folder: DirectoryHandle): Promise<readonly string[]> {
  try {
    return await folder.list();
  } finally {
    await folder.close();
  }
}
