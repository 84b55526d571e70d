import { connect as connectSocket } from 'node:net';
import type { Duplex } from 'node:stream';
import { VmkitError, isVmkitError, throwIfAborted } from '../../shared/errors.ts';
import { dialSsh } from './dial-ssh.ts';
import { startSessionDaemon } from './session-daemon.ts';
import type { Target } from './uri.ts';

/**
 * Opens the way to libvirt. A user's own daemon is started when it does not run yet.
 * @throws VmkitError `libvirt.unreachable`, `libvirt.denied`, `cancelled`.
 */
export async function dial(target: Target, signal?: AbortSignal): Promise<Duplex> {
  if (target.kind === 'ssh') return dialSsh(target);
  try {
    return await dialFirst(target.sockets, signal);
  } catch (error) {
    if (!target.session || !isVmkitError(error, 'libvirt.unreachable')) throw error;
    const dialAgain = (): Promise<Duplex> => dialFirst(target.sockets, signal);
    return startSessionDaemon(dialAgain, signal);
  }
}

async function dialFirst(paths: readonly string[], signal: AbortSignal | undefined): Promise<Duplex> {
  let first: unknown;
  for (const path of paths) {
    try {
      return await dialSocket(path, signal);
    } catch (error) {
      if (!isVmkitError(error, 'libvirt.unreachable')) throw error;
      first ??= error;
    }
  }
  throw first;
}

function dialSocket(path: string, signal: AbortSignal | undefined): Promise<Duplex> {
  throwIfAborted(signal);
  return new Promise((resolve, reject) => {
    const socket = connectSocket({ path });
    const abort = (): void => void socket.destroy(new VmkitError('cancelled', 'Cancelled.'));
    const failed = (cause: NodeJS.ErrnoException): void => {
      signal?.removeEventListener('abort', abort);
      reject(isVmkitError(cause) ? cause : dialFailed(path, cause));
    };
    signal?.addEventListener('abort', abort, { once: true });
    socket.once('error', failed);
    socket.once('connect', () => {
      socket.off('error', failed);
      signal?.removeEventListener('abort', abort);
      resolve(socket);
    });
  });
}

function dialFailed(path: string, cause: NodeJS.ErrnoException): VmkitError {
  const detail = { socket: path, errno: cause.code ?? '' };
  if (cause.code === 'EACCES' || cause.code === 'EPERM') {
    return new VmkitError('libvirt.denied', 'You may not use libvirt on this computer.', {
      hint: 'Add yourself to the group libvirt (`sudo usermod -aG libvirt "$USER"`) and log in again.',
      detail,
      cause,
    });
  }
  return new VmkitError('libvirt.unreachable', 'libvirt does not run on this computer.', {
    hint: 'Start it with `systemctl start libvirtd`, or let `vmkit doctor --fix` do it.',
    detail,
    cause,
  });
}
