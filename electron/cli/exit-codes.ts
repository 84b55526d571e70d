import type { ErrorCode } from '../../shared/errors.ts';

/** 0 done, 1 failed, 2 wrong usage, 130 cancelled (128 + SIGINT, as shells have it). */
export const EXIT = { done: 0, failed: 1, usage: 2, cancelled: 130 } as const;

const USAGE: readonly ErrorCode[] = ['input.invalid', 'capture.name-invalid', 'machine.name-invalid'];

/** The exit code of a command that ended with this error. */
export function exitCodeOf(code: ErrorCode): number {
  if (code === 'cancelled') return EXIT.cancelled;
  return USAGE.includes(code) ? EXIT.usage : EXIT.failed;
}
