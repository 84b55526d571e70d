import { Buffer } from 'node:buffer';
import { VmkitError } from '../../../shared/errors.ts';
import type { Codec } from './codec.ts';
import { STRING_MAX } from './limits.ts';
import { malformed } from './reader.ts';

function integer(name: string, low: number, high: number): (value: number) => number {
  return (value) => {
    if (Number.isInteger(value) && value >= low && value <= high) return value;
    throw new VmkitError('input.invalid', `${value} is not a number that libvirt takes (${name}).`);
  };
}

function wide(name: string, low: bigint, high: bigint): (value: bigint) => bigint {
  return (value) => {
    if (value >= low && value <= high) return value;
    throw new VmkitError('input.invalid', `${value} is not a number that libvirt takes (${name}).`);
  };
}

const asInt = integer('32 bits', -(2 ** 31), 2 ** 31 - 1);
const asUint = integer('32 bits, not negative', 0, 2 ** 32 - 1);
const asHyper = wide('64 bits', -(2n ** 63n), 2n ** 63n - 1n);
const asUhyper = wide('64 bits, not negative', 0n, 2n ** 64n - 1n);

export const int: Codec<number> = {
  minBytes: 4,
  encode: (to, value) => to.int32(asInt(value)),
  decode: (from) => from.int32(),
};

export const uint: Codec<number> = {
  minBytes: 4,
  encode: (to, value) => to.uint32(asUint(value)),
  decode: (from) => from.uint32(),
};

export const hyper: Codec<bigint> = {
  minBytes: 8,
  encode: (to, value) => to.int64(asHyper(value)),
  decode: (from) => from.int64(),
};

export const uhyper: Codec<bigint> = {
  minBytes: 8,
  encode: (to, value) => to.uint64(asUhyper(value)),
  decode: (from) => from.uint64(),
};

export const double: Codec<number> = {
  minBytes: 8,
  encode: (to, value) => to.double(value),
  decode: (from) => from.double(),
};

/** An `int` that libvirt uses as yes or no. */
export const bool: Codec<boolean> = {
  minBytes: 4,
  encode: (to, value) => to.int32(value ? 1 : 0),
  decode: (from) => from.int32() !== 0,
};

/** Text of at most 4 MiB in UTF-8. Throws `libvirt.limit` for more, `input.invalid` for a NUL, before anything is sent. */
export const string: Codec<string> = {
  minBytes: 4,
  encode: (to, value) => {
    const byteLength = Buffer.byteLength(value, 'utf8');
    if (byteLength > STRING_MAX) throw tooLong(byteLength, STRING_MAX);
    if (value.includes('\0'))
      throw new VmkitError('input.invalid', 'A text for libvirt contains a NUL character.');
    to.uint32(byteLength);
    to.utf8(value, byteLength);
  },
  decode: (from) => {
    const byteLength = from.uint32();
    if (byteLength > STRING_MAX) throw malformed(`a text of ${byteLength} bytes`);
    return from.utf8(byteLength);
  },
};

/** Bytes, at most `limit` of them. */
export function opaque(limit: number): Codec<Uint8Array> {
  return {
    minBytes: 4,
    encode: (to, value) => {
      if (value.length > limit) throw tooLong(value.length, limit);
      to.uint32(value.length);
      to.bytes(value);
    },
    decode: (from) => {
      const byteLength = from.uint32();
      if (byteLength > limit) throw malformed(`${byteLength} bytes where at most ${limit} may be`);
      return from.bytes(byteLength);
    },
  };
}

/** A C array of so many characters. XDR gives each of them four bytes; the text ends at the first zero. */
export function chars(count: number): Codec<string> {
  return {
    minBytes: 4 * count,
    encode: (to, value) => {
      const bytes = Buffer.from(value, 'utf8');
      if (bytes.length > count) throw tooLong(bytes.length, count);
      for (let index = 0; index < count; index += 1) to.int32(bytes[index] ?? 0);
    },
    decode: (from) => {
      const bytes = Array.from({ length: count }, () => from.int32() & 0xff);
      const end = bytes.indexOf(0);
      return Buffer.from(end < 0 ? bytes : bytes.slice(0, end)).toString('utf8');
    },
  };
}

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/** 16 bytes, as text in the usual form `6e5d2ad6-…` (lower case). */
export const uuid: Codec<string> = {
  minBytes: 16,
  encode: (to, value) => {
    if (!UUID.test(value)) throw new VmkitError('input.invalid', `“${value.slice(0, 80)}” is not a UUID.`);
    to.bytes(Buffer.from(value.replaceAll('-', ''), 'hex'));
  },
  decode: (from) => {
    const hex = from.hex(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  },
};

function tooLong(bytes: number, limit: number): VmkitError {
  return new VmkitError('libvirt.limit', 'This text is longer than libvirt takes.', {
    hint: 'Shorten it. Names are up to 255 bytes; descriptions up to 4 MiB.',
    detail: { bytes, limit },
  });
}
