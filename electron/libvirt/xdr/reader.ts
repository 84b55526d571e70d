import type { Buffer } from 'node:buffer';
import { VmkitError } from '../../../shared/errors.ts';
import { padded } from './writer.ts';

/** Reads XDR (RFC 4506) from one message. Nothing is allocated before its length is known to be there. */
export class XdrReader {
  #at: number;

  constructor(
    private readonly buffer: Buffer,
    start = 0,
    private readonly end: number = buffer.length,
  ) {
    this.#at = start;
  }

  get remaining(): number {
    return this.end - this.#at;
  }

  int32(): number {
    return this.buffer.readInt32BE(this.#advance(4));
  }

  uint32(): number {
    return this.buffer.readUInt32BE(this.#advance(4));
  }

  int64(): bigint {
    return this.buffer.readBigInt64BE(this.#advance(8));
  }

  uint64(): bigint {
    return this.buffer.readBigUInt64BE(this.#advance(8));
  }

  double(): number {
    return this.buffer.readDoubleBE(this.#advance(8));
  }

  /** Text of so many bytes and its padding. NUL inside is refused: C would see a shorter text than we do. */
  utf8(byteLength: number): string {
    const at = this.#padded(byteLength);
    const text = this.buffer.toString('utf8', at, at + byteLength);
    if (text.includes('\0')) throw malformed('a text with a NUL');
    return text;
  }

  /** A copy, so that a small value does not keep a large message in memory. */
  bytes(byteLength: number): Uint8Array {
    const at = this.#padded(byteLength);
    return Uint8Array.prototype.slice.call(this.buffer, at, at + byteLength);
  }

  hex(byteLength: number): string {
    const at = this.#padded(byteLength);
    return this.buffer.toString('hex', at, at + byteLength);
  }

  /** The rest of the message, not copied. */
  rest(): Buffer {
    const at = this.#advance(this.remaining);
    return this.buffer.subarray(at, this.end);
  }

  /** A message ends where its last field does. */
  finish(): void {
    if (this.remaining !== 0) throw malformed(`${this.remaining} bytes too many`);
  }

  #padded(byteLength: number): number {
    const at = this.#advance(padded(byteLength));
    for (let index = at + byteLength; index < this.#at; index += 1) {
      if (this.buffer[index] !== 0) throw malformed('padding that is not zero');
    }
    return at;
  }

  #advance(count: number): number {
    const at = this.#at;
    if (count > this.end - at) throw malformed('a message that ends too early');
    this.#at = at + count;
    return at;
  }
}

/** The other side broke the protocol; the connection can't be trusted any more. */
export function malformed(what: string): VmkitError {
  return new VmkitError('libvirt.protocol', `libvirt sent something that can't be understood: ${what}.`, {
    hint: 'The connection was closed and is opened again. If this repeats, check what listens on that socket.',
  });
}
