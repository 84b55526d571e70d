import { expect, test } from 'vitest';
import { ERROR_CODES } from '../../shared/errors.ts';
import { exitCodeOf } from './exit-codes.ts';

test('wrong usage is 2, a cancel is 130, every other failure is 1', () => {
  expect(exitCodeOf('input.invalid')).toBe(2);
  expect(exitCodeOf('capture.name-invalid')).toBe(2);
  expect(exitCodeOf('cancelled')).toBe(130);
  const others = ERROR_CODES.filter((code) => !code.endsWith('invalid') && code !== 'cancelled');
  expect(new Set(others.map(exitCodeOf))).toEqual(new Set([1]));
});
