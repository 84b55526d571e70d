import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { searchPath } from './run.ts';

/** A long-running program that we talk to over its standard input and output. */
export interface PipedProgram {
  readonly input: Writable;
  readonly output: Readable;
  /** The last of its standard error, for messages. */
  readonly lastError: () => string;
  /** Settles when it has ended: exit code, or null where a signal or a missing program ended it. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly missing: boolean }>;
}

export interface StartOptions {
  /** In a session of its own, so that no signal meant for us or our terminal reaches it (setsid(2)). */
  readonly detached?: boolean;
}

const ERROR_KEPT = 4000;

/** Starts a program with pipes. There is no shell; it ends when its input closes (it must keep to that). */
export function startPiped(
  argv: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv = {},
  { detached = false }: StartOptions = {},
): PipedProgram {
  const [file, ...args] = argv;
  const child = spawn(file, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached,
    env: { ...process.env, PATH: searchPath(), LC_ALL: 'C', ...env },
  });
  let lastError = '';
  child.stderr.on('data', (chunk: Buffer) => {
    lastError = (lastError + chunk.toString()).slice(-ERROR_KEPT);
  });
  // A program that ends early makes our next write fail; the end itself is reported through `ended`.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<{ exitCode: number | null; missing: boolean }>((resolve) => {
    child.once('error', () => resolve({ exitCode: null, missing: true }));
    child.once('close', (exitCode) => resolve({ exitCode, missing: false }));
  });
  return { input: child.stdin, output: child.stdout, lastError: () => lastError, ended };
}
