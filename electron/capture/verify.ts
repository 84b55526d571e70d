import { availableParallelism } from 'node:os';
import { run } from '../system/run.ts';
import { readFraction } from './convert.ts';
import { nodeArgument, windowOf, type ImageNode } from './image/node-options.ts';
import type { RangeSet } from './range-set.ts';

export interface Comparison {
  readonly left: ImageNode;
  readonly right: ImageNode;
  readonly virtualBytes: number;
  /** What is to be compared; cuts the work into even parts. */
  readonly used: RangeSet;
}

export interface CompareOptions {
  readonly signal: AbortSignal | undefined;
  readonly onBytes: (doneBytes: number) => void;
}

const ALIGN = 2 * 1024 ** 2;
const MIN_PART_BYTES = 256 * 1024 ** 2;
const MAX_PARTS = 4;

/**
 * Compares two images byte for byte, several windows at once, since one qemu-img unpacks on one core only.
 * @returns offset of the first difference of each window that has one; empty where the images are identical.
 */
export async function compare(comparison: Comparison, options: CompareOptions): Promise<readonly number[]> {
  const windows = evenWindows(comparison.used, comparison.virtualBytes);
  const done = windows.map(() => 0);
  const share = comparison.used.bytes / windows.length;
  const found = await Promise.all(
    windows.map((window, index) =>
      compareWindow(comparison, window, {
        signal: options.signal,
        onFraction: (fraction) => {
          done[index] = fraction * share;
          options.onBytes(done.reduce((sum, bytes) => sum + bytes, 0));
        },
      }),
    ),
  );
  return found.filter((offset) => offset !== null);
}

interface Window {
  readonly offset: number;
  readonly length: number;
}

/** Offset of the first difference in one window, or null. A cluster that cannot be unpacked counts as one. */
export async function compareWindow(
  { left, right }: Pick<Comparison, 'left' | 'right'>,
  window: Window,
  { signal, onFraction }: { signal: AbortSignal | undefined; onFraction: (fraction: number) => void },
): Promise<number | null> {
  const images = [nodeArgument(windowOf(left, window)), nodeArgument(windowOf(right, window))];
  const { stdout, exitCode } = await run(['qemu-img', 'compare', '-p', '--image-opts', ...images], {
    okExitCodes: [0, 1],
    signal,
    timeoutMs: 0,
    onLine: (line) => readFraction(line, onFraction),
  });
  if (exitCode === 0) return null;
  return window.offset + Number(/at offset (\d+)/.exec(stdout)?.[1] ?? 0);
}

/** Windows that hold about as many used bytes each. */
export function evenWindows(used: RangeSet, virtualBytes: number): readonly Window[] {
  const parts = Math.min(availableParallelism(), MAX_PARTS, Math.ceil(used.bytes / MIN_PART_BYTES));
  const cuts = [0];
  let seen = 0;
  for (const { offset, length } of used) {
    while (cuts.length < parts && seen + length >= (used.bytes / parts) * cuts.length) {
      const inside = (used.bytes / parts) * cuts.length - seen;
      cuts.push(Math.ceil((offset + inside) / ALIGN) * ALIGN);
    }
    seen += length;
  }
  const ends = [...cuts.slice(1), virtualBytes].map((cut) => Math.min(cut, virtualBytes));
  return cuts
    .map((offset, index) => ({ offset, length: (ends[index] ?? virtualBytes) - offset }))
    .filter(({ length }) => length > 0);
}
