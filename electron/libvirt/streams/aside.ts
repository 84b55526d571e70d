import { VmkitError } from '../../../shared/errors.ts';
import type { Connection } from '../rpc/connection.ts';

/** Opens a connection for one stream. */
export type OpenAside = (signal: AbortSignal | undefined) => Promise<Connection>;

/** Ends the stream's connection when the signal fires; everything on it then fails with `cancelled`. Returns how to stop watching. */
export function closeOnAbort(connection: Connection, signal: AbortSignal | undefined): () => void {
  const abort = (): void => {
    connection.close(new VmkitError('cancelled', 'Cancelled.'));
  };
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return () => {
    signal?.removeEventListener('abort', abort);
  };
}

/** The stream is over; so is its connection. */
export function streamOver(): VmkitError {
  return new VmkitError('libvirt.disconnected', 'The stream has been closed.');
}
