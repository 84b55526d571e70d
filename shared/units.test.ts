import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBytes, formatElapsed, formatRate, formatTimeLeft, parseSize } from './units.ts';

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [1024 ** 2 - 1, '1.0 MiB'],
    [13_314_398_617, '12.4 GiB'],
  ])('writes %d bytes as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it.each([
    ['20G', 20 * 1024 ** 3],
    ['1.5 GiB', 1.5 * 1024 ** 3],
    ['512m', 512 * 1024 ** 2],
    ['4096', 4096],
    ['0', undefined],
    ['-1G', undefined],
    ['1e9', undefined],
    ['9999999P', undefined],
    ['12 parsecs', undefined],
  ])('reads %s as %s', (text, bytes) => expect(parseSize(text)).toBe(bytes));

  it('reads back every whole number of bytes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 53 - 1 }), (bytes) => parseSize(`${bytes}B`) === bytes),
    );
  });

  it('never shows 1024 of a unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 50 }), (bytes) => !formatBytes(bytes).startsWith('1024')),
    );
  });
});

describe('rates and times', () => {
  it('writes rates without jumping decimals', () => {
    expect(formatRate(214 * 1024 ** 2 + 400_000)).toBe('214 MiB/s');
    expect(formatRate(2.5 * 1024 ** 2)).toBe('2.5 MiB/s');
  });

  it.each([
    [4, 'a few seconds'],
    [33, 'about 40 seconds'],
    [170, 'about 3 minutes'],
    [5400, 'about 1.5 hours'],
  ])('tells %d seconds left as %s', (seconds, text) => expect(formatTimeLeft(seconds)).toBe(text));

  it.each([
    [360, '0.4 s'],
    [59_400, '59 s'],
    [185_000, '3 min 05 s'],
    [3_720_000, '1 h 02 min'],
  ])('tells %d milliseconds as %s', (ms, text) => expect(formatElapsed(ms)).toBe(text));
});
