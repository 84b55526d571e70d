import type { Buffer } from 'node:buffer';
import type { Piece } from '../client.ts';
import type { StreamPort, StreamSink } from '../rpc/stream-sink.ts';

/** Bytes that may wait here before libvirt is kept from sending more. */
const HIGH_WATER = 4 * 1024 ** 2;

/** Packets of a stream, pulled one by one. The socket pauses while too much waits, so memory stays bounded. */
export class Packets implements StreamSink {
  readonly #pieces: Piece[] = [];
  #bytes = 0;
  #end: 'open' | 'data-over' | 'ended' | 'failed' = 'open';
  #error: unknown;
  #wake: (() => void) | undefined;
  #paused = false;
  port: StreamPort | undefined;

  readonly data = (data: Buffer): void => {
    this.#pieces.push({ kind: 'data', data });
    this.#bytes += data.length;
    this.#pauseIfFull();
    this.#wake?.();
  };

  readonly hole = (length: bigint): void => {
    this.#pieces.push({ kind: 'hole', length });
    this.#wake?.();
  };

  readonly endOfData = (): void => {
    this.#end = 'data-over';
    this.#wake?.();
  };

  readonly ended = (): void => {
    this.#end = 'ended';
    this.#wake?.();
  };

  readonly failed = (error: unknown): void => {
    this.#end = 'failed';
    this.#error = error;
    this.#wake?.();
  };

  /** The next piece, or undefined when all data has come. Rejects when the stream fails. */
  async next(): Promise<Piece | undefined> {
    for (;;) {
      const piece = this.#pieces.shift();
      if (piece) return this.#taken(piece);
      if (this.#end === 'failed') throw this.#error;
      if (this.#end !== 'open') return undefined;
      await this.#sleep();
    }
  }

  /** Says that all has been read, and waits until libvirt confirms it. */
  async finish(): Promise<void> {
    this.port?.finish();
    while (this.#end !== 'ended') {
      if (this.#end === 'failed') throw this.#error;
      await this.#sleep();
    }
  }

  #taken(piece: Piece): Piece {
    if (piece.kind === 'data') this.#bytes -= piece.data.length;
    if (this.#paused && this.#bytes <= HIGH_WATER / 2) {
      this.#paused = false;
      this.port?.resume();
    }
    return piece;
  }

  #pauseIfFull(): void {
    if (this.#paused || this.#bytes < HIGH_WATER) return;
    this.#paused = true;
    this.port?.pause();
  }

  #sleep(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = undefined;
        resolve();
      };
    });
  }
}
