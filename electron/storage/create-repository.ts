import { randomUUID } from 'node:crypto';
import { throwIfAborted, VmkitError } from '../../shared/errors.ts';
import type { Report } from '../../shared/model/job.ts';
import type { CreateRepositoryRequest, Repository } from '../../shared/model/storage.ts';
import type { CallOptions, Libvirt, StoragePoolRef } from '../libvirt/index.ts';
import { undoOnFailure, type UndoStack } from '../system/undo.ts';
import { element, render } from '../xml/index.ts';
import { checkRepositoryDirectory } from './check-directory.ts';
import { listRepositories } from './list-repositories.ts';
import { readRepository } from './read-repository.ts';

export interface CreateRepositoryOptions extends CallOptions {
  readonly report?: Report | undefined;
}

/**
 * Makes a directory a repository: defined, its directory made, started, and started with the computer from then on.
 * Whatever fails, nothing of it stays.
 * @throws VmkitError `repository.exists` (name or directory taken; the old one stays), `path.unsafe`,
 * `repository.unsuitable`, and libvirt's.
 */
export async function createRepository(
  libvirt: Libvirt,
  request: CreateRepositoryRequest,
  options: CreateRepositoryOptions = {},
): Promise<Repository> {
  await requireFree(libvirt, request, options);
  const { exists } = await checkRepositoryDirectory(request.path);
  return undoOnFailure(async (undo) => {
    const pool = await define(libvirt, request, undo);
    throwIfAborted(options.signal);
    if (!exists) await build(libvirt, pool, undo, request.path);
    throwIfAborted(options.signal);
    await libvirt.call('storagePoolCreate', { pool });
    undo.push(`stopped the repository ${request.name}`, async () => {
      await libvirt.call('storagePoolDestroy', { pool });
    });
    await libvirt.call('storagePoolSetAutostart', { pool, autostart: true });
    throwIfAborted(options.signal);
    return readRepository(libvirt, pool);
  }, options.report);
}

async function requireFree(
  libvirt: Libvirt,
  { name, path }: CreateRepositoryRequest,
  options: CallOptions,
): Promise<void> {
  const repositories = await listRepositories(libvirt, options);
  if (repositories.some((one) => one.name === name)) {
    throw new VmkitError('repository.exists', `There is a repository named ${name} already.`, {
      hint: 'Choose another name, or use the one that exists.',
      detail: { repository: name },
    });
  }
  const sharer = repositories.find((one) => one.path === path);
  if (sharer) {
    throw new VmkitError('repository.exists', `${path} belongs to the repository ${sharer.name} already.`, {
      hint: `Use the repository ${sharer.name}, or choose another directory.`,
      detail: { repository: sharer.name, path },
    });
  }
}

async function define(
  libvirt: Libvirt,
  { name, path }: CreateRepositoryRequest,
  undo: UndoStack,
): Promise<StoragePoolRef> {
  // With a UUID of its own libvirt refuses a name that was taken meanwhile, instead of changing the other one.
  const xml = render(
    element(
      'pool',
      { type: 'dir' },
      element('name', {}, name),
      element('uuid', {}, randomUUID()),
      element('target', {}, element('path', {}, path)),
    ),
  );
  const { pool } = await libvirt.call('storagePoolDefineXml', { xml });
  undo.push(`removed the definition of the repository ${name}`, async () => {
    await libvirt.call('storagePoolUndefine', { pool });
  });
  return pool;
}

async function build(libvirt: Libvirt, pool: StoragePoolRef, undo: UndoStack, path: string): Promise<void> {
  await libvirt.call('storagePoolBuild', { pool });
  undo.push(`removed the directory ${path}`, async () => {
    await libvirt.call('storagePoolDelete', { pool });
  });
}
