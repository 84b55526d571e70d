import { MASK_GRAIN_BYTES } from '../image/mask-image.ts';
import { RangeSet } from '../range-set.ts';

const GRAINS_A_CHUNK = 32 * 1024;

/** Which grains of 4 KiB of a disk were written: a bitmap in chunks of 128 MiB, made when they are first needed. */
export class DirtyMap {
  readonly #chunks = new Map<number, Uint8Array>();
  #grains = 0;

  /** Bytes marked so far. */
  get bytes(): number {
    return this.#grains * MASK_GRAIN_BYTES;
  }

  add(offset: number, length: number): void {
    const last = Math.ceil((offset + length) / MASK_GRAIN_BYTES);
    for (let grain = Math.floor(offset / MASK_GRAIN_BYTES); grain < last; grain += 1) this.#mark(grain);
  }

  /** Everything marked, in whole grains. */
  ranges(): RangeSet {
    const bounds: number[] = [];
    for (const index of [...this.#chunks.keys()].toSorted((a, b) => a - b)) {
      const chunk = this.#chunks.get(index) ?? new Uint8Array(0);
      for (let at = 0; at < chunk.length * 8; at += 1) {
        if (((chunk[at >> 3] ?? 0) & (1 << (at & 7))) === 0) continue;
        const start = (index * GRAINS_A_CHUNK + at) * MASK_GRAIN_BYTES;
        if (bounds.at(-1) === start) bounds[bounds.length - 1] = start + MASK_GRAIN_BYTES;
        else bounds.push(start, start + MASK_GRAIN_BYTES);
      }
    }
    return RangeSet.ofBounds(bounds);
  }

  clear(): void {
    this.#chunks.clear();
    this.#grains = 0;
  }

  #mark(grain: number): void {
    const index = Math.floor(grain / GRAINS_A_CHUNK);
    const chunk = this.#chunks.get(index) ?? new Uint8Array(GRAINS_A_CHUNK / 8);
    this.#chunks.set(index, chunk);
    const at = grain % GRAINS_A_CHUNK;
    const before = chunk[at >> 3] ?? 0;
    const after = before | (1 << (at & 7));
    if (after !== before) this.#grains += 1;
    chunk[at >> 3] = after;
  }
}
