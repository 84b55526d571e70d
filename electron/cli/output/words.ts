import type { Stream } from '../context.ts';

/** `1 disk`, `2 disks`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? noun : plural}`;
}

/** An ISO time as the local clock shows it, to the minute: `2026-03-01 14:05`. Other text comes back as it is. */
export function localTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

/** Colour for a state; the word is always there as well. */
export function stateColour(stream: Stream, state: string, text: string): string {
  const { colour } = stream;
  if (['running', 'done', 'active', 'complete', 'ok'].includes(state)) return colour.green(text);
  if (['crashed', 'failed', 'damaged', 'inaccessible'].includes(state)) return colour.red(text);
  if (['off', 'inactive', 'cancelled'].includes(state)) return colour.dim(text);
  return colour.yellow(text);
}
