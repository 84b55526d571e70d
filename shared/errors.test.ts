import { describe, expect, it } from 'vitest';
import {
  errorEnvelope,
  fromEnvelope,
  isVmkitError,
  throwIfAborted,
  toEnvelope,
  VmkitError,
} from './errors.ts';

describe('errors across a process border', () => {
  it('keep code, message, hint and facts', () => {
    const error = new VmkitError('space.insufficient', 'Too small.', {
      hint: 'Free some.',
      detail: { neededBytes: 5, freeBytes: 1 },
    });
    const crossed = fromEnvelope(errorEnvelope.parse(JSON.parse(JSON.stringify(toEnvelope(error)))));
    expect(crossed).toMatchObject({
      code: error.code,
      message: error.message,
      hint: error.hint,
      detail: error.detail,
    });
  });

  it('keep their cause on this side', () => {
    const cause = new Error('ENOSPC');
    expect(new VmkitError('file.failed', 'Not written.', { cause }).cause).toBe(cause);
  });

  it('turn what nobody expected into `internal`, with its stack', () => {
    expect(toEnvelope(new TypeError('x is not a function'))).toMatchObject({
      code: 'internal',
      detail: { stack: expect.stringContaining('TypeError') },
    });
    expect(toEnvelope('thrown text').message).toContain('thrown text');
  });

  it('turn an abort into `cancelled`', () => {
    expect(toEnvelope(new DOMException('stop', 'AbortError')).code).toBe('cancelled');
    expect(() => throwIfAborted(AbortSignal.abort())).toThrow(expect.objectContaining({ code: 'cancelled' }));
  });

  it('are told apart by code', () => {
    const error = new VmkitError('disk.in-use', 'In use.');
    expect(isVmkitError(error, 'disk.in-use')).toBe(true);
    expect(isVmkitError(error, 'disk.not-found')).toBe(false);
    expect(isVmkitError(new Error('disk.in-use'))).toBe(false);
  });
});
