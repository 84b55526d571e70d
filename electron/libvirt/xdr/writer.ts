import { Buffer } from 'node:buffer';
import { VmkitError } from '../../../shared/errors.ts';
import { LENGTH_BYTES, MESSAGE_MAX } from './limits.ts';

const INITIAL_BYTES = 4096;
const KEEP_BYTES = 256 * 1024;

/**
 * Collects XDR (RFC 4506) for any number of frames, so that calls made in the same turn leave in a single write.
 * A frame that fails half-way is taken back with `truncate`.
 */
export class XdrWriter {
  #buffer = Buffer.allocUnsafe(INITIAL_BYTES);
  #length = 0;
  #frameStart = 0;

  get length(): number {
    return this.#length;
  }

  /** From here on a new frame is counted against the size of a message. */
  beginFrame(): number {
    this.#frameStart = this.#length;
    return this.#length;
  }

  truncate(length: number): void {
    this.#length = length;
  }

  int32(value: number): void {
    const at = this.#reserve(4);
    this.#buffer.writeInt32BE(value, at);
  }

  uint32(value: number): void {
    const at = this.#reserve(4);
    this.#buffer.writeUInt32BE(value, at);
  }

  /** Overwrites four bytes that were written before: the length of a frame. */
  patchUint32(at: number, value: number): void {
    this.#buffer.writeUInt32BE(value, at);
  }

  int64(value: bigint): void {
    const at = this.#reserve(8);
    this.#buffer.writeBigInt64BE(value, at);
  }

  uint64(value: bigint): void {
    const at = this.#reserve(8);
    this.#buffer.writeBigUInt64BE(value, at);
  }

  double(value: number): void {
    const at = this.#reserve(8);
    this.#buffer.writeDoubleBE(value, at);
  }

  /** Text whose length in UTF-8 the caller has measured. */
  utf8(value: string, byteLength: number): void {
    const at = this.#reserve(padded(byteLength));
    this.#buffer.write(value, at, byteLength, 'utf8');
    this.#buffer.fill(0, at + byteLength, this.#length);
  }

  bytes(value: Uint8Array): void {
    const at = this.#reserve(padded(value.length));
    this.#buffer.set(value, at);
    this.#buffer.fill(0, at + value.length, this.#length);
  }

  /** Bytes without padding: the data of a stream packet. */
  raw(value: Uint8Array): void {
    const at = this.#reserve(value.length);
    this.#buffer.set(value, at);
  }

  /** Everything written so far, as a buffer of the caller's own; the writer starts anew. */
  take(): Buffer {
    const taken = Buffer.from(this.#buffer.subarray(0, this.#length));
    this.#length = 0;
    this.#frameStart = 0;
    if (this.#buffer.length > KEEP_BYTES) this.#buffer = Buffer.allocUnsafe(INITIAL_BYTES);
    return taken;
  }

  #reserve(count: number): number {
    const at = this.#length;
    const end = at + count;
    if (end - this.#frameStart > MESSAGE_MAX + LENGTH_BYTES) throw tooLarge();
    if (end > this.#buffer.length) this.#grow(end);
    this.#length = end;
    return at;
  }

  #grow(atLeast: number): void {
    const grown = Buffer.allocUnsafe(Math.max(atLeast, this.#buffer.length * 2));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }
}

/** XDR fills everything up to a multiple of four bytes. */
export function padded(byteLength: number): number {
  return (byteLength + 3) & ~3;
}

function tooLarge(): VmkitError {
  return new VmkitError('libvirt.limit', 'This is more than libvirt takes in one message.', {
    detail: { limit: MESSAGE_MAX },
  });
}
