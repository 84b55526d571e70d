import { connect } from 'node:net';
import type { SectionOptions } from '../section-options.ts';
import { errnoOf } from '../system-file.ts';

/** Sockets of the one daemon and of the modular one (libvirt.org/daemons.html). */
export const LIBVIRT_SOCKETS = ['/run/libvirt/libvirt-sock', '/run/libvirt/virtqemud-sock'];

export type SocketAnswer = 'connected' | 'absent' | 'refused' | 'denied';

/** What the best of libvirt's sockets answers to an attempt to connect; nothing is said over it. */
export async function askLibvirtSocket(
  { signal }: SectionOptions,
  paths: readonly string[] = LIBVIRT_SOCKETS,
): Promise<SocketAnswer> {
  const answers = await Promise.all(paths.map((path) => tryConnect(path, signal)));
  const best = (['connected', 'denied', 'refused'] as const).find((answer) => answers.includes(answer));
  return best ?? 'absent';
}

function tryConnect(path: string, signal: AbortSignal | undefined): Promise<SocketAnswer> {
  return new Promise((resolve) => {
    const socket = connect({ path, ...(signal ? { signal } : {}) });
    const end = (answer: SocketAnswer): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(3000, () => end('refused'));
    socket.once('connect', () => end('connected'));
    socket.once('error', (error) => {
      const code = errnoOf(error);
      end(code === 'ENOENT' ? 'absent' : code === 'EACCES' || code === 'EPERM' ? 'denied' : 'refused');
    });
  });
}
