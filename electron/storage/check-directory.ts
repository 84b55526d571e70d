import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, normalize } from 'node:path';
import { VmkitError } from '../../shared/errors.ts';

/** Trees of the system's own (file-hierarchy(7)), in which no repository may lie. */
const SYSTEM_TREES = [
  ...[
    '/bin',
    '/boot',
    '/dev',
    '/etc',
    '/lib',
    '/lib32',
    '/lib64',
    '/libx32',
    '/proc',
    '/sbin',
    '/sys',
    '/usr',
  ],
  ...['/run/systemd', '/run/udev', '/var/lib/dpkg', '/var/lib/rpm', '/var/lib/apt', '/var/log', '/var/cache'],
];
/** Directories that hold others: something below them is fine, they themselves are not. */
const SHARED_PARENTS = [
  ...[
    '/',
    '/home',
    '/media',
    '/mnt',
    '/opt',
    '/root',
    '/run',
    '/srv',
    '/tmp',
    '/var',
    '/var/lib',
    '/var/tmp',
  ],
  '/var/lib/libvirt',
];
const IMAGE_EXTENSIONS = [
  '.qcow2',
  '.img',
  '.raw',
  '.iso',
  '.vmdk',
  '.vdi',
  '.vhd',
  '.vhdx',
  '.qed',
  '.partial',
];
const FOREIGN_SHOWN = 5;

/**
 * Checks that a directory may become a repository; it need not exist yet.
 * @returns whether it exists.
 * @throws VmkitError `path.unsafe` (relative, `..`, a directory of the system's, also through a link),
 * `repository.unsuitable` (not a directory, or it holds files that are neither images nor captures).
 */
export async function checkRepositoryDirectory(path: string): Promise<{ readonly exists: boolean }> {
  requirePlainPath(path);
  const real = await resolveExisting(path);
  requireOwnPlace(path, path);
  requireOwnPlace(real, path);
  const found = await stat(path).catch(() => undefined);
  if (!found) return { exists: false };
  if (!found.isDirectory()) throw unsuitable(path, 'it is not a directory');
  await requireOnlyImages(path);
  return { exists: true };
}

function requirePlainPath(path: string): void {
  const plain = path.startsWith('/') && !/[\0\n\r]/.test(path) && normalize(path) === path;
  if (!plain || (path.length > 1 && path.endsWith('/'))) {
    throw new VmkitError('path.unsafe', `${JSON.stringify(path)} is not a plain absolute path.`, {
      hint: 'Give a path that starts with / and has no `..`, no double slash and no slash at its end.',
      detail: { path },
    });
  }
}

// What exists of the path may be links; the rest of it will be made below where they lead.
async function resolveExisting(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    if (await lstat(path).catch(() => undefined)) throw unsuitable(path, 'it is a link that leads nowhere');
    return path === '/' ? path : join(await resolveExisting(dirname(path)), basename(path));
  }
}

function requireOwnPlace(path: string, asked: string): void {
  const inSystem = SYSTEM_TREES.some((tree) => path === tree || path.startsWith(`${tree}/`));
  if (!inSystem && !SHARED_PARENTS.includes(path)) return;
  throw new VmkitError('path.unsafe', `${asked} belongs to the system; a repository there could damage it.`, {
    hint: 'Choose a directory of its own, such as /var/lib/libvirt/images or /srv/vm.',
    detail: { path: asked, real: path },
  });
}

async function requireOnlyImages(path: string): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    // Another user's folder: libvirt can still judge it, we cannot look.
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') return [];
    throw error;
  });
  const foreign: string[] = [];
  for (const entry of entries) {
    const own = entry.isDirectory() ? await isOwnFolder(join(path, entry.name)) : isImage(entry);
    if (!own) foreign.push(entry.name);
  }
  if (foreign.length > 0) {
    const shown = foreign.slice(0, FOREIGN_SHOWN).join(', ');
    const more = foreign.length > FOREIGN_SHOWN ? ' and others' : '';
    throw unsuitable(path, `it holds files that are no disk images: ${shown}${more}`, foreign);
  }
}

function isImage(entry: { readonly name: string; isFile(): boolean }): boolean {
  return entry.isFile() && IMAGE_EXTENSIONS.includes(extname(entry.name).toLowerCase());
}

async function isOwnFolder(path: string): Promise<boolean> {
  if (basename(path) === 'lost+found') return true;
  const names = await readdir(path).catch((): string[] => []);
  return names.includes('manifest.json') || names.includes('journal.json');
}

function unsuitable(path: string, why: string, foreign: readonly string[] = []): VmkitError {
  return new VmkitError('repository.unsuitable', `${path} cannot become a repository: ${why}.`, {
    hint: 'Choose an empty directory, or one that holds only disk images.',
    detail: { path, foreign: foreign.slice(0, 100) },
  });
}
