import type { CaptureRequest } from './model/capture.ts';

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** One word as a POSIX shell needs it typed: in single quotes where it holds anything but plain characters. */
function quoteWord(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command line that a person can paste into a shell, whatever the words hold. */
export function quoteCommand(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

/** Options of `vmkit host capture` and `vmkit host virtualize` that ask for this capture; defaults are left out. */
export function captureArguments(request: CaptureRequest): readonly string[] {
  return [
    ...request.disks.flatMap((disk) => ['--disk', disk]),
    ...request.exclude.flatMap((partition) => ['--exclude', partition]),
    '--repo',
    request.repository,
    ...(request.consistency === 'auto' ? [] : ['--consistency', request.consistency]),
    ...(request.freezeBudgetMs === 1000 ? [] : ['--freeze-budget', `${request.freezeBudgetMs}ms`]),
    ...(request.compression === 'zstd' ? [] : ['--compression', request.compression]),
    ...(request.verify ? [] : ['--no-verify']),
    ...(request.resume ? ['--resume'] : []),
  ];
}
