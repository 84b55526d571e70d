import type { ByteRange } from '../../shared/model/capture.ts';

/**
 * Byte ranges of a disk: sorted, disjoint, never touching, immutable. Kept as one flat array of starts and ends, since
 * a full and fragmented disk has millions of them. Offsets are exact up to 2^53.
 */
export class RangeSet implements Iterable<ByteRange> {
  static readonly empty = new RangeSet(new Float64Array(0));

  private constructor(private readonly bounds: Float64Array) {}

  /** Ranges in any order, overlapping or not; empty ones are dropped. */
  static of(ranges: Iterable<ByteRange>): RangeSet {
    const flat: number[] = [];
    for (const { offset, length } of ranges) if (length > 0) flat.push(offset, offset + length);
    return RangeSet.ofBounds(flat);
  }

  /** As `of`, from start, end, start, end, … */
  static ofBounds(flat: readonly number[]): RangeSet {
    const order = isSorted(flat) ? flat : sortPairs(flat);
    const merged: number[] = [];
    for (let index = 0; index + 1 < order.length; index += 2) {
      const start = at(order, index);
      const end = at(order, index + 1);
      const last = merged.length - 1;
      if (last > 0 && start <= at(merged, last)) merged[last] = Math.max(at(merged, last), end);
      else if (end > start) merged.push(start, end);
    }
    return new RangeSet(Float64Array.from(merged));
  }

  static whole(sizeBytes: number): RangeSet {
    return RangeSet.of([{ offset: 0, length: sizeBytes }]);
  }

  get count(): number {
    return this.bounds.length / 2;
  }

  get bytes(): number {
    let sum = 0;
    for (let index = 0; index + 1 < this.bounds.length; index += 2) {
      sum += at(this.bounds, index + 1) - at(this.bounds, index);
    }
    return sum;
  }

  /** End of the last range; 0 where there is none. */
  get end(): number {
    return this.bounds.at(-1) ?? 0;
  }

  union(other: RangeSet): RangeSet {
    return new RangeSet(sweep(this.bounds, other.bounds, (left, right) => left || right));
  }

  intersect(other: RangeSet): RangeSet {
    return new RangeSet(sweep(this.bounds, other.bounds, (left, right) => left && right));
  }

  subtract(other: RangeSet): RangeSet {
    return new RangeSet(sweep(this.bounds, other.bounds, (left, right) => left && !right));
  }

  /** Every range moved up by so many bytes. */
  shift(by: number): RangeSet {
    return new RangeSet(this.bounds.map((bound) => bound + by));
  }

  /** Grown to whole clusters; nothing reaches beyond `limit`. */
  alignOut(clusterBytes: number, limit: number): RangeSet {
    const flat: number[] = [];
    for (let index = 0; index + 1 < this.bounds.length; index += 2) {
      const start = Math.floor(at(this.bounds, index) / clusterBytes) * clusterBytes;
      const end = Math.ceil(at(this.bounds, index + 1) / clusterBytes) * clusterBytes;
      flat.push(start, Math.min(end, limit));
    }
    return RangeSet.ofBounds(flat);
  }

  *[Symbol.iterator](): Iterator<ByteRange> {
    for (let index = 0; index + 1 < this.bounds.length; index += 2) {
      const offset = at(this.bounds, index);
      yield { offset, length: at(this.bounds, index + 1) - offset };
    }
  }
}

type Keep = (left: boolean, right: boolean) => boolean;

/** Walks the borders of both sets in order. Being at an odd index of a set means being inside one of its ranges. */
function sweep(left: Float64Array, right: Float64Array, keep: Keep): Float64Array {
  const result: number[] = [];
  let inLeft = 0;
  let inRight = 0;
  let open = false;
  while (inLeft < left.length || inRight < right.length) {
    const position = Math.min(left[inLeft] ?? Infinity, right[inRight] ?? Infinity);
    if (left[inLeft] === position) inLeft += 1;
    if (right[inRight] === position) inRight += 1;
    const wanted = keep(inLeft % 2 === 1, inRight % 2 === 1);
    if (wanted !== open) result.push(position);
    open = wanted;
  }
  return Float64Array.from(result);
}

function at(bounds: ArrayLike<number>, index: number): number {
  return bounds[index] ?? 0;
}

function isSorted(flat: readonly number[]): boolean {
  for (let index = 2; index < flat.length; index += 2)
    if (at(flat, index) < at(flat, index - 2)) return false;
  return true;
}

function sortPairs(flat: readonly number[]): number[] {
  const pairs = Array.from({ length: flat.length / 2 }, (_, index) => index * 2);
  pairs.sort((left, right) => at(flat, left) - at(flat, right));
  return pairs.flatMap((index) => [at(flat, index), at(flat, index + 1)]);
}
