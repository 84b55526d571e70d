import { expect, test } from 'vitest';
import { table } from './table.ts';
import { textWidth } from './text-width.ts';

interface Row {
  readonly name: string;
  readonly size: string;
}
const shape = [
  { title: 'NAME', value: (row: Row) => row.name },
  { title: 'SIZE', value: (row: Row) => row.size, align: 'right' as const },
];

test('columns line up under their headings', () => {
  const lines = table(
    [
      { name: 'web', size: '1.0 GiB' },
      { name: 'database', size: '20.0 GiB' },
    ],
    shape,
    80,
  );
  expect(lines).toEqual(['NAME          SIZE', 'web        1.0 GiB', 'database  20.0 GiB']);
});

test('a long name is cut with an ellipsis so that the line fits the terminal, and the size stays whole', () => {
  const lines = table([{ name: 'n'.repeat(300), size: '20.0 GiB' }], shape, 40);
  expect(Math.max(...lines.map(textWidth))).toBe(40);
  expect(lines[1]).toMatch(/^n+…  20\.0 GiB$/);
});

test('nothing is cut where the output is not a terminal', () => {
  const lines = table([{ name: 'n'.repeat(300), size: '1 B' }], shape, Infinity);
  expect(lines[1]).toContain('n'.repeat(300));
});

test('wide characters count as two columns', () => {
  const [, first, second] = table(
    [
      { name: '漢字', size: '1 B' },
      { name: 'abcd', size: '1 B' },
    ],
    shape,
    80,
  );
  expect(textWidth(first ?? '')).toBe(textWidth(second ?? ''));
});

test('a name cannot break the table or run terminal sequences', () => {
  const lines = table([{ name: 'a\n\u001b[31mb', size: '1 B' }], shape, 80);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('a\\x0a\\x1b[31mb');
});
