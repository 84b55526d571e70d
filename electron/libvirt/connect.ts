import { VmkitError } from '../../shared/errors.ts';
import type { Libvirt } from './client.ts';

export interface ConnectOptions {
  /** Another socket than the one that belongs to the URI. */
  readonly socketPath?: string | undefined;
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
 * Opens a connection to libvirt.
 * @param uri `qemu:///system`, `qemu:///session`, `test:///default`, `test:///ABSOLUTE/FILE.xml`; `?socket=PATH` is honoured.
 * @throws VmkitError `libvirt.unreachable`, `libvirt.denied`, `libvirt.failed`, `not-supported`, `input.invalid`, `cancelled`.
 */
export async function connect(uri: string, options: ConnectOptions = {}): Promise<Libvirt> {
  throw new VmkitError('not-supported', `${uri} ${String(options.readOnly)}`);
}
