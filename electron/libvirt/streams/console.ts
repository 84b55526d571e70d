import type { Buffer } from 'node:buffer';
import { Duplex } from 'node:stream';
import type { ConsoleOptions } from '../client.ts';
import { ConsoleFlag } from '../protocol/flags.ts';
import { PROCEDURES } from '../protocol/procedures.ts';
import type { DomainRef } from '../protocol/types.ts';
import type { Connection } from '../rpc/connection.ts';
import type { StreamPort, StreamSink } from '../rpc/stream-sink.ts';
import { STREAM_CHUNK } from '../xdr/limits.ts';
import { closeOnAbort, streamOver, type OpenAside } from './aside.ts';

/** Opens a machine's serial console. It ends when the machine stops, and when it is destroyed. */
export async function openConsole(
  openAside: OpenAside,
  domain: DomainRef,
  options: ConsoleOptions,
): Promise<Duplex> {
  const connection = await openAside(options.signal);
  try {
    const console = new ConsoleStream(connection);
    const args = {
      dom: domain,
      devName: options.device ?? null,
      flags: options.force ? ConsoleFlag.force : 0,
    };
    const { port } = await connection.openStream(PROCEDURES.domainOpenConsole, args, console.sink, {
      signal: options.signal,
    });
    console.port = port;
    const unwatch = closeOnAbort(connection, options.signal);
    console.once('close', unwatch);
    return console;
  } catch (error) {
    connection.close(streamOver());
    throw error;
  }
}

class ConsoleStream extends Duplex {
  port: StreamPort | undefined;
  readonly sink: StreamSink;

  constructor(private readonly connection: Connection) {
    super({ allowHalfOpen: false });
    const end = (): void => void this.push(null);
    this.sink = {
      data: (bytes: Buffer) => {
        if (!this.push(bytes)) this.port?.pause();
      },
      hole: () => undefined, // consoles have none
      endOfData: end,
      ended: end,
      failed: (error) => {
        if (!this.destroyed) this.destroy(error instanceof Error ? error : new Error(String(error)));
      },
    };
  }

  override _read(): void {
    this.port?.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    let ready = true;
    for (let at = 0; at < chunk.length; at += STREAM_CHUNK) {
      ready = this.port?.send(chunk.subarray(at, at + STREAM_CHUNK)) ?? true;
    }
    if (ready || !this.port) done();
    else void this.#whenDrained(this.port, done);
  }

  async #whenDrained(port: StreamPort, done: () => void): Promise<void> {
    await port.drained();
    done();
  }

  override _final(done: () => void): void {
    this.port?.finish();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.port?.abort();
    this.connection.close(streamOver());
    done(error);
  }
}
