import { Readable } from 'node:stream';
import type { Screenshot, StreamOptions } from '../client.ts';
import { PROCEDURES } from '../protocol/procedures.ts';
import type { DomainRef } from '../protocol/types.ts';
import type { Connection } from '../rpc/connection.ts';
import { closeOnAbort, streamOver, type OpenAside } from './aside.ts';
import { Packets } from './packets.ts';

/** Takes a picture of a machine's screen; its data must be read or destroyed. */
export async function takeScreenshot(
  openAside: OpenAside,
  domain: DomainRef,
  options: StreamOptions & { readonly screen?: number },
): Promise<Screenshot> {
  const connection = await openAside(options.signal);
  try {
    const packets = new Packets();
    const args = { dom: domain, screen: options.screen ?? 0 };
    const opened = await connection.openStream(PROCEDURES.domainScreenshot, args, packets, options);
    packets.port = opened.port;
    const unwatch = closeOnAbort(connection, options.signal);
    return {
      mime: opened.result.mime ?? 'application/octet-stream',
      data: Readable.from(bytes(packets, connection, unwatch), { objectMode: false }),
    };
  } catch (error) {
    connection.close(streamOver());
    throw error;
  }
}

async function* bytes(
  packets: Packets,
  connection: Connection,
  unwatch: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for (let piece = await packets.next(); piece; piece = await packets.next()) {
      if (piece.kind === 'data') yield piece.data;
    }
    await packets.finish();
  } finally {
    unwatch();
    connection.close(streamOver());
  }
}
