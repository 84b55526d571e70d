import { expect, it } from 'vitest';
import { formatAge } from './age.ts';
import { formatPercent } from './percent.ts';

const NOW = Date.parse('2026-01-02T00:00:00Z');

it.each([
  ['2026-01-02T00:00:00Z', 'just now'],
  ['2026-01-02T00:00:30Z', 'just now'],
  ['2026-01-01T23:59:15Z', '45 seconds ago'],
  ['2026-01-01T23:58:00Z', '2 minutes ago'],
  ['2026-01-01T21:00:00Z', '3 hours ago'],
  ['2025-12-30T00:00:00Z', '3 days ago'],
  ['no time', 'no time'],
])('says of %s: %s', (iso, words) => {
  expect(formatAge(iso, NOW)).toBe(words);
});

it('says 100 % only when all is done', () => {
  expect(formatPercent(0.999)).toBe('99 %');
  expect(formatPercent(1)).toBe('100 %');
  expect(formatPercent(0.29)).toBe('29 %');
});
