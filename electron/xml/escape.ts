import { requireXmlText } from './characters.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&apos;',
  '"': '&quot;',
  // A parser turns these into a space (in attributes) or into a line feed (CR): only a reference survives.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

function encode(text: string, special: RegExp): string {
  return text.replace(special, (character) => ENTITIES[character] ?? character);
}

/** `text` as character data. @throws VmkitError `xml.invalid` for characters XML cannot carry. */
export function escapeText(text: string): string {
  return encode(requireXmlText(text, 'The text'), /[&<>\r]/g);
}

/** `text` between quotes, single or double. @throws VmkitError `xml.invalid` for characters XML cannot carry. */
export function escapeAttribute(text: string): string {
  return encode(requireXmlText(text, 'The value'), /[&<>'"\t\n\r]/g);
}
