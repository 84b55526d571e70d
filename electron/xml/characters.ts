import { VmkitError } from '../../shared/errors.ts';

// Char of XML 1.0, section 2.2; in a `u` expression a surrogate matches only without its other half.
const LONE_SURROGATE = /\p{Surrogate}/u;
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const REFERENCE = /&#(?:x([0-9a-f]+)|([0-9]+));/gi;

/** What `xml.invalid` looks like everywhere: a sentence, and where to look. */
export function invalidXml(message: string, cause?: unknown): VmkitError {
  return new VmkitError('xml.invalid', message, {
    hint: 'Check the text at that place; nothing has been changed.',
    cause,
  });
}

/** True where XML 1.0 can carry every character of `text`, escaped or not. */
export function isXmlText(text: string): boolean {
  return !FORBIDDEN.test(text) && !LONE_SURROGATE.test(text);
}

/** @throws VmkitError `xml.invalid` where `text` holds NUL, another control character, or half a surrogate pair. */
export function requireXmlText(text: string, what: string): string {
  if (!isXmlText(text)) throw invalidXml(`${what} holds a character that XML cannot carry.`);
  return text;
}

/** @throws VmkitError `xml.invalid` for a numeric reference to a character that XML forbids, such as `&#0;`. */
export function requireLegalReferences(text: string): void {
  for (const [reference, hex, decimal] of text.matchAll(REFERENCE)) {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const legal = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    if (!legal || !isXmlText(String.fromCodePoint(code))) {
      throw invalidXml(`The reference ${reference.slice(0, 20)} names a character that XML cannot carry.`);
    }
  }
}
