import type { Piece, TransferOptions } from '../client.ts';
import { VolumeTransferFlag } from '../protocol/flags.ts';
import { PROCEDURES } from '../protocol/procedures.ts';
import type { StorageVolumeRef } from '../protocol/types.ts';
import type { StreamPort, StreamSink } from '../rpc/stream-sink.ts';
import { STREAM_CHUNK } from '../xdr/limits.ts';
import { closeOnAbort, streamOver, type OpenAside } from './aside.ts';

/** Writes pieces into a volume. A failure on libvirt's side ends the transfer at once, not at its end. */
export async function uploadVolume(
  openAside: OpenAside,
  volume: StorageVolumeRef,
  source: AsyncIterable<Piece>,
  options: TransferOptions,
): Promise<void> {
  const connection = await openAside(options.signal);
  const unwatch = closeOnAbort(connection, options.signal);
  try {
    const outcome = new Outcome();
    const args = {
      vol: volume,
      offset: options.offset ?? 0n,
      length: options.length ?? 0n,
      flags: VolumeTransferFlag.sparse,
    };
    const { port } = await connection.openStream(PROCEDURES.storageVolUpload, args, outcome.sink);
    for await (const piece of source) {
      outcome.check();
      await sendPiece(port, piece, outcome);
    }
    port.finish();
    await outcome.ended;
  } finally {
    unwatch();
    connection.close(streamOver());
  }
}

async function sendPiece(port: StreamPort, piece: Piece, outcome: Outcome): Promise<void> {
  if (piece.kind === 'hole') {
    if (!port.sendHole(piece.length)) await port.drained();
    return;
  }
  for (let at = 0; at < piece.data.length; at += STREAM_CHUNK) {
    if (!port.send(piece.data.subarray(at, at + STREAM_CHUNK))) await port.drained();
    outcome.check();
  }
}

/** How the upload ends: confirmed, or failed. */
class Outcome {
  #failure: { readonly error: unknown } | undefined;
  readonly ended: Promise<void>;
  readonly sink: StreamSink;

  constructor() {
    const { promise, resolve, reject } = withResolvers();
    this.ended = promise;
    this.ended.catch(() => undefined); // `check` may report it first
    const nothing = (): void => undefined;
    const failed = (error: unknown): void => {
      this.#failure = { error };
      reject(error);
    };
    this.sink = { data: nothing, hole: nothing, endOfData: nothing, ended: resolve, failed };
  }

  check(): void {
    if (this.#failure) throw this.#failure.error;
  }
}

function withResolvers(): {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
} {
  let resolve: () => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
