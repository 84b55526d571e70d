import { VmkitError } from '../../shared/errors.ts';

/** Wrong usage: exit code 2. */
export function usageError(message: string, hint?: string): VmkitError {
  return new VmkitError('input.invalid', message, { hint });
}
