/** Sizes, rates and durations as this project writes and reads them: IEC units, one decimal. */

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Bytes as a person reads them: `0 B`, `512 B`, `12.4 GiB`. Input in bytes, not negative. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (Number(value.toFixed(1)) >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return unit === 0 ? `${Math.round(value)} B` : `${value.toFixed(1)} ${UNITS[unit]}`;
}

/** Bytes per second as a person reads them: `214 MiB/s`. */
export function formatRate(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)
    .replace(/\.\d(?= [MGT])/, (fraction) => (bytesPerSecond >= 10 * 1024 ** 2 ? '' : fraction))
    .trim()}/s`;
}

/** A duration in words, rounded so that it does not jump: `less than a minute`, `about 3 minutes`. Input in seconds. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 10) return 'a few seconds';
  if (seconds < 60) return `about ${Math.ceil(seconds / 10) * 10} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return minutes === 1 ? 'about a minute' : `about ${minutes} minutes`;
  const hours = Math.round(minutes / 6) / 10;
  return hours === 1 ? 'about an hour' : `about ${hours} hours`;
}

/** An elapsed time, exact: `0.4 s`, `12 s`, `3 min 05 s`, `1 h 02 min`. Input in milliseconds. */
export function formatElapsed(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const pad = (value: number): string => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`;
}

/**
 * Reads a size such as `20G`, `1.5 GiB`, `512M` or `4096` into bytes. K, M, G, T, P are powers of 1024, as in
 * qemu-img. Returns undefined for anything else, for zero, and for sizes beyond 2^53.
 */
export function parseSize(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([KMGTP])?(?:i?B)?\s*$/i.exec(text);
  if (!match) return undefined;
  const exponent = match[2] ? 'KMGTP'.indexOf(match[2].toUpperCase()) + 1 : 0;
  const bytes = Math.round(Number(match[1]) * 1024 ** exponent);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined;
}
