import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isVmkitError, VmkitError } from '../../../shared/errors.ts';
import { PROCEDURES } from '../protocol/procedures.ts';
import { domain, snapshot, storageVolume, typedParameter, type TypedParameter } from '../protocol/types.ts';
import { remoteError } from '../rpc/remote-error.ts';
import type { Codec } from './codec.ts';
import { list, optional, struct } from './compose.ts';
import { bool, chars, double, hyper, int, opaque, string, uhyper, uint, uuid } from './primitives.ts';
import { XdrReader } from './reader.ts';
import { XdrWriter } from './writer.ts';

function encode<T>(codec: Codec<T>, value: T): Buffer {
  const writer = new XdrWriter();
  codec.encode(writer, value);
  return writer.take();
}

function decode<T>(codec: Codec<T>, bytes: Buffer): T {
  const reader = new XdrReader(bytes);
  const value = codec.decode(reader);
  reader.finish();
  return value;
}

function comesBack<T>(codec: Codec<T>, values: fc.Arbitrary<T>): void {
  fc.assert(
    fc.property(values, (value) => {
      const bytes = encode(codec, value);
      expect(bytes.length % 4).toBe(0);
      expect(bytes.length).toBeGreaterThanOrEqual(codec.minBytes);
      expect(decode(codec, bytes)).toEqual(value);
    }),
  );
}

const texts = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((text) => !text.includes('\0'));
const ints = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const uints = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const hypers = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const uhypers = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const uuids = fc.uuid();
const domains = fc.record({ name: texts, uuid: uuids, id: ints });
const parameters: fc.Arbitrary<TypedParameter> = fc.oneof(
  fc.record({ field: texts, type: fc.constant('int' as const), value: ints }),
  fc.record({ field: texts, type: fc.constant('uint' as const), value: uints }),
  fc.record({ field: texts, type: fc.constant('llong' as const), value: hypers }),
  fc.record({ field: texts, type: fc.constant('ullong' as const), value: uhypers }),
  fc.record({ field: texts, type: fc.constant('double' as const), value: fc.double() }),
  fc.record({ field: texts, type: fc.constant('boolean' as const), value: fc.boolean() }),
  fc.record({ field: texts, type: fc.constant('string' as const), value: texts }),
);

describe('every codec gives back what it was given', () => {
  it.each<[string, () => void]>([
    ['int', () => comesBack(int, ints)],
    ['unsigned int', () => comesBack(uint, uints)],
    ['hyper', () => comesBack(hyper, hypers)],
    ['unsigned hyper', () => comesBack(uhyper, uhypers)],
    ['double', () => comesBack(double, fc.double())],
    ['bool', () => comesBack(bool, fc.boolean())],
    ['string', () => comesBack(string, texts)],
    ['uuid', () => comesBack(uuid, uuids)],
    ['char array', () => comesBack(chars(32), fc.stringMatching(/^[ -~]{0,32}$/))],
    ['optional', () => comesBack(optional(string), fc.option(texts))],
    ['list', () => comesBack(list(string, 50), fc.array(texts, { maxLength: 50 }))],
    ['machine', () => comesBack(domain, domains)],
    ['snapshot', () => comesBack(snapshot, fc.record({ name: texts, dom: domains }))],
    ['volume', () => comesBack(storageVolume, fc.record({ pool: texts, name: texts, key: texts }))],
    ['parameter', () => comesBack(typedParameter, parameters)],
  ])('%s', (_name, check) => {
    check();
  });

  it('opaque bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(Buffer.from(decode(opaque(500), encode(opaque(500), bytes)))).toEqual(Buffer.from(bytes));
      }),
    );
  });
});

/** Whatever bytes come: a value, or the one error for a broken protocol. */
function staysCalm(decoder: (from: XdrReader) => unknown, bytes: Uint8Array): void {
  try {
    decoder(new XdrReader(Buffer.from(bytes)));
  } catch (error) {
    if (!isVmkitError(error, 'libvirt.protocol')) throw error;
  }
}

describe('whatever bytes come', () => {
  const decoders = Object.values(PROCEDURES).flatMap((procedure) => [
    (from: XdrReader) => procedure.decodeResult(from),
    (from: XdrReader) => procedure.decodeArgs(from),
  ]);

  it('every reply and every argument list is read or refused', () => {
    const words = fc.oneof(fc.constantFrom(0, 1, 2, 3, 7, 16384, 0x7fffffff, 0x80000000, 0xffffffff), uints);
    fc.assert(
      fc.property(fc.constantFrom(...decoders), fc.array(words, { maxLength: 60 }), (decoder, values) => {
        const bytes = Buffer.alloc(values.length * 4);
        values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
        staysCalm(decoder, bytes);
      }),
      { numRuns: 20_000 },
    );
  });

  it('a good message with flipped bits and missing bytes is read or refused', () => {
    const codec = list(struct({ dom: domain, params: list(typedParameter, 262144) }), 16384);
    const messages = fc.array(fc.record({ dom: domains, params: fc.array(parameters, { maxLength: 5 }) }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        messages,
        fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
        fc.nat(),
        (message, flips, cut) => {
          const bytes = encode(codec, message);
          for (const flip of flips) {
            const at = (flip >> 3) % bytes.length;
            bytes[at] = (bytes[at] ?? 0) ^ (1 << (flip & 7));
          }
          staysCalm((from) => codec.decode(from), bytes.subarray(0, bytes.length - (cut % 3)));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it.each<[string, Codec<unknown>, number[]]>([
    ['a text longer than 4 MiB', string, [4 * 1024 ** 2 + 1]],
    ['a text longer than its message', string, [8, 0]],
    ['a negative length', string, [0xffffffff]],
    ['more machines than a list may have', list(domain, 16384), [16385]],
    ['a count that the bytes cannot hold', list(domain, 16384), [16384, 0, 0]],
    ['a flag that is neither 0 nor 1', optional(int), [2, 0]],
    ['a parameter of an unknown type', typedParameter, [0, 8, 0]],
    ['bytes after the end', int, [1, 2]],
    ['an error that ends too early', remoteError, [1, 2, 0]],
  ])('%s is refused', (_name, codec, values) => {
    const bytes = Buffer.alloc(values.length * 4);
    values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
    expect(() => decode(codec, bytes)).toThrow(expect.objectContaining({ code: 'libvirt.protocol' }));
  });

  it('padding that is not zero is refused', () => {
    const bytes = encode(string, 'abcde');
    bytes[bytes.length - 1] = 1;
    expect(() => decode(string, bytes)).toThrow(expect.objectContaining({ code: 'libvirt.protocol' }));
  });

  it('a text with a NUL inside is refused', () => {
    const bytes = encode(string, 'abcd');
    bytes[5] = 0;
    expect(() => decode(string, bytes)).toThrow(VmkitError);
  });
});

describe('before anything is sent', () => {
  it.each<[string, string, () => unknown]>([
    ['a text of 10 MB', 'libvirt.limit', () => encode(string, 'x'.repeat(10_000_000))],
    ['a text of 4 MiB and a byte', 'libvirt.limit', () => encode(string, 'x'.repeat(4 * 1024 ** 2 + 1))],
    ['a text with a NUL', 'input.invalid', () => encode(string, 'a\0b')],
    ['too long a list', 'libvirt.limit', () => encode(list(int, 3), [1, 2, 3, 4])],
    ['too many bytes', 'libvirt.limit', () => encode(opaque(3), Buffer.alloc(4))],
    [
      'a message above 32 MiB',
      'libvirt.limit',
      () => encode(list(string, 16), Array<string>(9).fill('x'.repeat(4 * 1024 ** 2))),
    ],
    ['a fraction', 'input.invalid', () => encode(int, 1.5)],
    ['a number beyond 32 bits', 'input.invalid', () => encode(int, 2 ** 31)],
    ['a negative count', 'input.invalid', () => encode(uint, -1)],
    ['a number beyond 64 bits', 'input.invalid', () => encode(uhyper, 2n ** 64n)],
    ['not a UUID', 'input.invalid', () => encode(uuid, '../../etc')],
  ])('%s is refused with %s', (_name, code, attempt) => {
    expect(attempt).toThrow(expect.objectContaining({ code }));
  });

  it('a text of exactly 4 MiB passes', () => {
    const text = 'x'.repeat(4 * 1024 ** 2);
    expect(decode(string, encode(string, text))).toBe(text);
  });
});
