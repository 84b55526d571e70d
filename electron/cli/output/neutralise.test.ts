import { expect, test } from 'vitest';
import { neutralise } from './neutralise.ts';

test('a name with an escape sequence shows the sequence instead of running it', () => {
  expect(neutralise('web\u001b[2Jx')).toBe('web\\x1b[2Jx');
});

test('line breaks, tabs and C1 controls are made visible', () => {
  expect(neutralise('a\nb\tc\u009bd')).toBe('a\\x0ab\\x09c\\x9bd');
});

test('characters that turn the reading direction around are made visible', () => {
  expect(neutralise('a\u202egpj')).toBe('a\\u202egpj');
});

test('letters of every script stay as they are', () => {
  expect(neutralise('Größe 漢字 🖥')).toBe('Größe 漢字 🖥');
});
