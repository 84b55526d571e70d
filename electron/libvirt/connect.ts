import type { Libvirt } from './client.ts';
import { Session } from './session.ts';
import { parseUri, type Target } from './uri.ts';

export interface ConnectOptions {
  /** Another socket than the one that belongs to the URI. */
  readonly socketPath?: string | undefined;
  /** Gives up opening; has no effect once connected. */
  readonly signal?: AbortSignal | undefined;
  /** Seconds of silence before we ask whether libvirt is still there; 5 unless given, 0: never. */
  readonly keepaliveSeconds?: number | undefined;
  /** Ask for a connection that can't change anything. */
  readonly readOnly?: boolean | undefined;
  /** Register for events, on unless false. A short command that never listens saves some round trips. */
  readonly events?: boolean | undefined;
  /** Open again when lost, on unless false. */
  readonly reconnect?: boolean | undefined;
}

/**
 * Opens a connection to libvirt. A user's own daemon (`qemu:///session`) is started when it does not run.
 * @param uri `qemu:///system`, `qemu:///session`, `qemu+ssh://HOST/system`, `test:///default`,
 *   `test:///ABSOLUTE/FILE.xml`; `?socket=PATH` is honoured.
 * @throws VmkitError `libvirt.unreachable`, `libvirt.denied`, `libvirt.failed`, `not-supported`, `input.invalid`, `cancelled`.
 */
export async function connect(uri: string, options: ConnectOptions = {}): Promise<Libvirt> {
  const around = { root: process.getuid?.() === 0, env: process.env };
  const target = elsewhere(parseUri(uri, around, options.readOnly), options.socketPath);
  const session = new Session(uri, target, options);
  try {
    await session.start();
  } catch (error) {
    await session.close();
    throw error;
  }
  return session;
}

function elsewhere(target: Target, socketPath: string | undefined): Target {
  if (socketPath === undefined) return target;
  return { kind: 'local', name: target.name, sockets: [socketPath], session: false };
}
