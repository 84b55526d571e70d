/** A share as whole percent, `0 %` to `100 %`; below one it is 100 only when all is done. Input 0 to 1. */
export function formatPercent(fraction: number): string {
  return `${wholePercent(fraction)} %`;
}

/** A share as a whole number of percent, rounded down so that 100 means done. Input 0 to 1. */
export function wholePercent(fraction: number): number {
  return Math.floor(Math.min(1, Math.max(0, fraction)) * 100 + 1e-9);
}
