// C0, DEL, C1, line separators, and the characters that reorder text (Unicode UAX #9): a name may hold any of them.
// oxlint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\u200e\u200f\ufeff]/g;

/**
 * Text from outside, safe to show on a terminal: control characters and those that reorder text become visible escapes
 * such as `\x1b`, so that a machine's name can neither move the cursor nor pretend to be another.
 */
export function neutralise(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100
      ? `\\x${code.toString(16).padStart(2, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
