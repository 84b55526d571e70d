import type { Duplex } from 'node:stream';
import { XdrWriter } from '../xdr/writer.ts';
import { writeFrame, type Header } from './frame.ts';

/** Frames that leave together: everything that is called in one turn goes out in one write. */
export class Outbox {
  readonly #writer = new XdrWriter();
  #scheduled = false;

  constructor(private readonly socket: Duplex) {}

  /** Throws what the payload throws; then nothing of this frame is sent. */
  frame(header: Header, payload?: (to: XdrWriter) => void): void {
    writeFrame(this.#writer, header, payload);
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.flush();
    });
  }

  /** Sends what waits. False: the socket is full, wait for `drain`. */
  flush(): boolean {
    this.#scheduled = false;
    if (this.#writer.length === 0 || this.socket.destroyed) return true;
    return this.socket.write(this.#writer.take());
  }
}
