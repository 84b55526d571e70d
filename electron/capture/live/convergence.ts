/** What a live capture knows between two passes. */
export interface Observation {
  /** Passes done, pass 0 included. */
  readonly passes: number;
  readonly dirtyBytes: number;
  /** What fits into memory for the last pass. */
  readonly memoryBytes: number;
  readonly budgetMs: number;
  /** The fastest that was seen. */
  readonly bytesPerSecond: number;
  /** The last pass left clearly less behind than the one before. */
  readonly shrinking: boolean;
  /** Passes in a row that left no less behind than the one before. */
  readonly stalled: number;
}

export const MAX_PASSES = 12;
const MAX_STALLED = 3;
/** Short enough to be hardly noticed: below it another pass is not worth its time. */
const COMFORT_MS = 200;
/** Freezing, starting the copy, thawing. */
const FIXED_MS = 120;

/** Milliseconds that everything would be frozen if the last pass were made now. */
export function expectedFreezeMs({
  dirtyBytes,
  bytesPerSecond,
}: Pick<Observation, 'dirtyBytes' | 'bytesPerSecond'>): number {
  return FIXED_MS + (dirtyBytes / bytesPerSecond) * 1000;
}

/** As in live migration: another pass while that helps; then the freeze, if it fits its budget. */
export function nextStep(seen: Observation): 'freeze' | 'pass' | 'give-up' {
  const fits = expectedFreezeMs(seen) <= seen.budgetMs && seen.dirtyBytes <= seen.memoryBytes;
  const comfortable = expectedFreezeMs(seen) <= COMFORT_MS || !seen.shrinking;
  if (fits && (comfortable || seen.passes >= MAX_PASSES)) return 'freeze';
  return seen.passes >= MAX_PASSES || seen.stalled >= MAX_STALLED ? 'give-up' : 'pass';
}
