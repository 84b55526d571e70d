const STEPS = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Infinity],
] as const;

const words = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium', hour12: false });

/** How long ago, in words: `just now`, `2 minutes ago`. `iso` in ISO 8601, `now` in milliseconds since 1970. */
export function formatAge(iso: string, now: number): string {
  let value = Math.max(0, (now - Date.parse(iso)) / 1000);
  if (Number.isNaN(value)) return iso;
  if (value < 10) return 'just now';
  for (const [unit, size] of STEPS) {
    if (Math.round(value) < size) return words.format(-Math.round(value), unit);
    value /= size;
  }
  return iso;
}

/** The exact local time, for a tooltip. */
export function formatExact(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : exact.format(at);
}
