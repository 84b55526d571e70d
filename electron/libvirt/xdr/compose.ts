import { VmkitError } from '../../../shared/errors.ts';
import type { Codec, Defaulted, Fields, Input, Output } from './codec.ts';
import { malformed } from './reader.ts';

/** A value that may be absent: null here, a zero flag on the wire. */
export function optional<T>(codec: Codec<T>): Defaulted<T | null> {
  return {
    minBytes: 4,
    fallback: null,
    encode: (to, value) => {
      to.uint32(value === null ? 0 : 1);
      if (value !== null) codec.encode(to, value);
    },
    decode: (from) => {
      const present = from.uint32();
      if (present > 1) throw malformed('a flag that is neither yes nor no');
      return present === 1 ? codec.decode(from) : null;
    },
  };
}

/** At most `limit` values. On reading, the count is checked against the limit and against the bytes that are left. */
export function list<T>(item: Codec<T>, limit: number): Codec<readonly T[]> {
  return {
    minBytes: 4,
    encode: (to, values) => {
      if (values.length > limit) throw tooMany(values.length, limit);
      to.uint32(values.length);
      for (const value of values) item.encode(to, value);
    },
    decode: (from) => {
      const count = from.uint32();
      if (count > limit) throw malformed(`a list of ${count} where at most ${limit} may be`);
      if (count * item.minBytes > from.remaining) throw malformed('a list longer than its message');
      const values: T[] = [];
      for (let index = 0; index < count; index += 1) values.push(item.decode(from));
      return values;
    },
  };
}

/** Fields in wire order. */
export function struct<const F extends Fields>(fields: F): Codec<Output<F>> {
  const decode = structDecoder(fields);
  const encode = structEncoder(fields);
  return {
    minBytes: Object.values(fields).reduce((sum, field) => sum + field.minBytes, 0),
    decode,
    encode,
  };
}

/** Reads fields in wire order. */
export function structDecoder<const F extends Fields>(fields: F): Codec<Output<F>>['decode'] {
  const entries = Object.entries(fields);
  return (from) => {
    const value: Record<string, unknown> = {};
    for (const [name, codec] of entries) value[name] = codec.decode(from);
    return value as Output<F>; // the parser at the border: one key for each field, just read by its codec
  };
}

/** Writes fields in wire order, with defaults for those left out. */
export function structEncoder<const F extends Fields>(fields: F): Codec<Input<F>>['encode'] {
  const entries = Object.entries(fields);
  return (to, value) => {
    const given = value as Readonly<Record<string, unknown>>;
    for (const [name, codec] of entries) {
      const fallback = 'fallback' in codec ? codec.fallback : undefined;
      codec.encode(to, given[name] ?? fallback);
    }
  };
}

function tooMany(count: number, limit: number): VmkitError {
  return new VmkitError('libvirt.limit', `libvirt takes at most ${limit} of these at once, not ${count}.`, {
    detail: { count, limit },
  });
}
