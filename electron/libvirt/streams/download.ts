import type { Piece, TransferOptions } from '../client.ts';
import { VolumeTransferFlag } from '../protocol/flags.ts';
import { PROCEDURES } from '../protocol/procedures.ts';
import type { StorageVolumeRef } from '../protocol/types.ts';
import { closeOnAbort, streamOver, type OpenAside } from './aside.ts';
import { Packets } from './packets.ts';

/** The pieces of a volume, holes as holes. Leaving the loop early ends the transfer. */
export async function* downloadVolume(
  openAside: OpenAside,
  volume: StorageVolumeRef,
  options: TransferOptions,
): AsyncGenerator<Piece, void, undefined> {
  const connection = await openAside(options.signal);
  const unwatch = closeOnAbort(connection, options.signal);
  try {
    const packets = new Packets();
    const args = {
      vol: volume,
      offset: options.offset ?? 0n,
      length: options.length ?? 0n,
      flags: VolumeTransferFlag.sparse,
    };
    const opened = await connection.openStream(PROCEDURES.storageVolDownload, args, packets);
    packets.port = opened.port;
    for (let piece = await packets.next(); piece; piece = await packets.next()) yield piece;
    await packets.finish();
  } finally {
    unwatch();
    connection.close(streamOver());
  }
}
