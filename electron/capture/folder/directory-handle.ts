import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, readlink, rename, rmdir, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { VmkitError } from '../../../shared/errors.ts';

const { O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_RDONLY, O_RDWR } = constants;
const MAX_LINKS = 16;

/**
 * A directory held open. Everything in it is named relative to the open handle (`/proc/PID/fd/N/NAME`), so that
 * nobody can swap a component of its path for a symlink between a check and a use.
 */
export class DirectoryHandle {
  private constructor(private readonly handle: FileHandle) {}

  /**
   * Opens an absolute path component by component. A symlink on the way is followed only where root owns it and its
   * folder is writable for root alone.
   * @throws VmkitError `path.unsafe`, `file.not-found`, `file.failed`.
   */
  static async open(path: string): Promise<DirectoryHandle> {
    let current = new DirectoryHandle(await open('/', O_RDONLY | O_DIRECTORY));
    const todo = path.split('/').filter(Boolean);
    let links = 0;
    for (let part = todo.shift(); part !== undefined; part = todo.shift()) {
      const link = await current.#trustedLink(part, path);
      if (link !== undefined && (links += 1) > MAX_LINKS) throw unsafe(path, part);
      const next = link === undefined || !link.startsWith('/') ? current : await DirectoryHandle.open('/');
      const opened = link === undefined ? await current.#step(part, path) : next;
      if (link !== undefined) todo.unshift(...link.split('/').filter(Boolean));
      if (opened !== current) await current.close();
      current = opened;
    }
    return current;
  }

  /** Path of an entry for this process and its children; valid as long as this handle is open. */
  path(name: string): string {
    if (name === '' || name === '.' || name.includes('/') || name.includes('\0')) throw unsafe(name, name);
    return `${handlePath(this.handle)}/${name}`;
  }

  /** Makes a file that did not exist, 0600 from its first byte. @throws VmkitError `file.exists`, `file.failed`. */
  async createFile(name: string): Promise<FileHandle> {
    return open(this.#own(name), O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR, 0o600).catch(rethrow(name));
  }

  /** Opens a file that is there, never through a symlink. @throws VmkitError `file.not-found`, `path.unsafe`. */
  async openFile(name: string, writable = false): Promise<FileHandle> {
    const handle = await open(this.#own(name), (writable ? O_RDWR : O_RDONLY) | O_NOFOLLOW).catch(
      rethrow(name),
    );
    const regular = (await handle.stat()).isFile();
    if (!regular) await handle.close();
    if (!regular) throw unsafe(name, name);
    return handle;
  }

  /** @throws VmkitError `file.exists`, `file.failed`. */
  async makeDirectory(name: string, mode: number): Promise<DirectoryHandle> {
    await mkdir(this.#own(name), mode).catch(rethrow(name));
    const made = await this.openDirectory(name);
    await made.handle.chmod(mode); // the umask took bits away
    return made;
  }

  async openDirectory(name: string): Promise<DirectoryHandle> {
    const flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
    return new DirectoryHandle(await open(this.#own(name), flags).catch(rethrow(name)));
  }

  async list(): Promise<readonly string[]> {
    return readdir(handlePath(this.handle));
  }

  async has(name: string): Promise<boolean> {
    return (await lstat(this.#own(name)).catch(() => undefined)) !== undefined;
  }

  async rename(from: string, to: string): Promise<void> {
    await rename(this.#own(from), this.#own(to)).catch(rethrow(from));
  }

  /** Removes a file; fine where there is none. */
  async remove(name: string): Promise<void> {
    await unlink(this.#own(name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }

  async removeDirectory(name: string): Promise<void> {
    await rmdir(this.#own(name)).catch(rethrow(name));
  }

  /** Makes names durable. @throws VmkitError `file.failed` where the disk does not confirm. */
  async sync(): Promise<void> {
    await this.handle.sync().catch(rethrow('the folder'));
  }

  /** Device and inode, which name the directory whatever its path. */
  async identity(): Promise<string> {
    const { dev, ino } = await this.handle.stat({ bigint: true });
    return `${dev}:${ino}`;
  }

  /** The handle's own path, for statfs. */
  get here(): string {
    return handlePath(this.handle);
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  #own(name: string): string {
    return this.path(name);
  }

  async #step(part: string, whole: string): Promise<DirectoryHandle> {
    const flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
    try {
      return new DirectoryHandle(await open(`${this.here}/${part}`, flags));
    } catch (error) {
      throw fromErrno(error, whole);
    }
  }

  async #trustedLink(part: string, whole: string): Promise<string | undefined> {
    const entry = await lstat(`${this.here}/${part}`).catch(() => undefined);
    if (!entry?.isSymbolicLink()) return undefined;
    const folder = await this.handle.stat();
    if (entry.uid !== 0 || folder.uid !== 0 || (folder.mode & 0o022) !== 0) throw unsafe(whole, part);
    return readlink(`${this.here}/${part}`);
  }
}

/** Path of an open file for this process and its children. Opening it reaches that very file, whatever its name. */
export function handlePath(handle: FileHandle): string {
  return `/proc/${process.pid}/fd/${handle.fd}`;
}

function unsafe(path: string, part: string): VmkitError {
  return new VmkitError('path.unsafe', `${path} passes through “${part}”, which is not safe to follow.`, {
    hint: 'Give the real path, without symbolic links that others could change.',
    detail: { path, part },
  });
}

function rethrow(name: string): (error: unknown) => never {
  return (error) => {
    throw fromErrno(error, name);
  };
}

function fromErrno(error: unknown, path: string): VmkitError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const options = { cause: error, detail: { path, errno: code } };
  if (code === 'ENOENT') return new VmkitError('file.not-found', `${path} does not exist.`, options);
  if (code === 'EEXIST') return new VmkitError('file.exists', `${path} exists already.`, options);
  if (code === 'ELOOP' || code === 'ENOTDIR') {
    return new VmkitError('path.unsafe', `${path} is not what it should be (a symbolic link?).`, options);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new VmkitError('file.failed', `${path}: ${reason}`, options);
}
