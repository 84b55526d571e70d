import { Buffer } from 'node:buffer';
import { LENGTH_BYTES, MESSAGE_MAX } from '../xdr/limits.ts';
import { malformed, XdrReader } from '../xdr/reader.ts';
import { MIN_FRAME_BYTES } from './frame.ts';

/**
 * Cuts the bytes of a socket into messages. Keeps what has arrived and never more than one message: a length is
 * believed only within the protocol's limits, and memory is taken as bytes come, not as they are announced.
 */
export class FrameReader {
  #parts: Buffer[] = [];
  #held = 0;
  /** Length of the message that is being collected, 0 until its four bytes are there. */
  #wanted = 0;

  constructor(private readonly onMessage: (message: XdrReader) => void) {}

  /** Bytes that wait for the rest of their message. */
  get held(): number {
    return this.#held;
  }

  /** Takes the next bytes. Throws `libvirt.protocol` for an impossible length, and whatever `onMessage` throws. */
  push(chunk: Buffer): void {
    if (this.#held > 0) {
      this.#keep(chunk);
      if (this.#held < Math.max(this.#wanted, LENGTH_BYTES)) return;
      const all = Buffer.concat(this.#parts, this.#held);
      this.#parts = [];
      this.#held = 0;
      this.#wanted = 0;
      this.#cut(all);
      return;
    }
    this.#cut(chunk);
  }

  #cut(bytes: Buffer): void {
    let at = 0;
    while (bytes.length - at >= LENGTH_BYTES) {
      const length = checkedLength(bytes.readUInt32BE(at));
      if (bytes.length - at < length) {
        this.#wanted = length;
        break;
      }
      this.onMessage(new XdrReader(bytes, at + LENGTH_BYTES, at + length));
      at += length;
    }
    if (at < bytes.length) this.#keep(at === 0 ? bytes : bytes.subarray(at));
  }

  #keep(bytes: Buffer): void {
    this.#parts.push(bytes);
    this.#held += bytes.length;
  }
}

function checkedLength(length: number): number {
  if (length < MIN_FRAME_BYTES || length > MESSAGE_MAX + LENGTH_BYTES) {
    throw malformed(`a message of ${length} bytes`);
  }
  return length;
}
