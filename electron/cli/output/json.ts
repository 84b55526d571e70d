import type { Context } from '../context.ts';

// What JSON.stringify leaves raw and a terminal may still act on; written as \u escapes it is the same JSON.
const RAW = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** JSON text that is safe to show on a terminal. */
export function jsonText(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(
    RAW,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The one document that a command puts on standard output with `--json`. */
export function printJson(context: Context, value: unknown): void {
  context.io.out.write(`${jsonText(value, 2)}\n`);
}
