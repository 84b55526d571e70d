import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RangeSet } from './range-set.ts';

const SIZE = 256;
const ranges = fc.array(
  fc.record({ offset: fc.nat(SIZE - 1), length: fc.nat(40) }).map(({ offset, length }) => ({
    offset,
    length: Math.min(length, SIZE - offset),
  })),
  { maxLength: 20 },
);

/** The plain way: one flag a byte. */
function flags(set: Iterable<{ offset: number; length: number }>): boolean[] {
  const all = Array.from({ length: SIZE }, () => false);
  for (const { offset, length } of set) all.fill(true, offset, offset + length);
  return all;
}

describe('RangeSet', () => {
  it('holds exactly the bytes it was given, in order and disjoint', () => {
    fc.assert(
      fc.property(ranges, (given) => {
        const set = RangeSet.of(given);
        expect(flags(set)).toEqual(flags(given));
        const list = [...set];
        list.forEach((range, index) => {
          const next = list[index + 1];
          if (next) expect(range.offset + range.length).toBeLessThan(next.offset);
        });
        expect(set.bytes).toBe(flags(given).filter(Boolean).length);
      }),
    );
  });

  it('unites, intersects and subtracts byte for byte', () => {
    fc.assert(
      fc.property(ranges, ranges, (first, second) => {
        const [left, right] = [RangeSet.of(first), RangeSet.of(second)];
        const [inLeft, inRight] = [flags(left), flags(right)];
        expect(flags(left.union(right))).toEqual(inLeft.map((flag, index) => flag || inRight[index]));
        expect(flags(left.intersect(right))).toEqual(inLeft.map((flag, index) => flag && inRight[index]));
        expect(flags(left.subtract(right))).toEqual(inLeft.map((flag, index) => flag && !inRight[index]));
      }),
    );
  });

  it('grows to clusters and no further', () => {
    fc.assert(
      fc.property(ranges, fc.constantFrom(1, 4, 16), (given, cluster) => {
        const set = RangeSet.of(given);
        const grown = set.alignOut(cluster, SIZE);
        expect(set.subtract(grown).bytes).toBe(0);
        for (const { offset, length } of grown) {
          for (let at = offset; at < offset + length; at += cluster) {
            expect(set.intersect(RangeSet.of([{ offset: at, length: cluster }])).bytes).toBeGreaterThan(0);
          }
        }
      }),
    );
  });

  it('keeps offsets beyond 2^32 exact', () => {
    const set = RangeSet.of([{ offset: 2 ** 45 + 512, length: 512 }]);
    expect([...set.shift(4096)]).toEqual([{ offset: 2 ** 45 + 4608, length: 512 }]);
  });
});
