import { expect, it } from 'vitest';
import { fromBase64, pieces, toBase64 } from './base64.ts';

it('carries every character and byte there and back', () => {
  const text = 'ls\r\u001b[A ü 你 🙂';
  expect(new TextDecoder().decode(fromBase64(toBase64(text)))).toBe(text);
});

it('cuts a long paste without splitting a character', () => {
  expect(pieces('🙂🙂🙂', 2)).toEqual(['🙂🙂', '🙂']);
  expect(pieces('')).toEqual([]);
});
