import type { Colors } from 'picocolors/types.js';
import { z } from 'zod';
import type { Call, EventName, Events } from '../../shared/ipc.ts';

/** Options that every command takes. */
export const globalOptions = z.object({
  connect: z.string().min(1).max(4096).optional(),
  yes: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  json: z.boolean().default(false),
  quiet: z.boolean().default(false),
  verbose: z.boolean().default(false),
});
export type GlobalOptions = z.infer<typeof globalOptions>;

/** One of the two output streams. */
export interface Stream {
  /** Writes text as it is. */
  readonly write: (text: string) => void;
  readonly terminal: boolean;
  /** Columns of the terminal; Infinity where it is not one, so that nothing is cut in files and pipes. */
  readonly columns: number;
  readonly colour: Colors;
}

/** The process as the commands see it: what tests replace. */
export interface Io {
  readonly out: Stream;
  readonly err: Stream;
  /** True where a person can answer questions. */
  readonly interactive: boolean;
  /** Aborted by the first Ctrl+C, SIGTERM or SIGHUP. */
  readonly signal: AbortSignal;
  /** Asks on standard error, reads one line. @throws VmkitError `cancelled` when interrupted or at end of input. */
  readonly ask: (question: string) => Promise<string>;
  readonly writeBytes: (bytes: Uint8Array) => void;
  /** Called once when the reader of standard output goes away. Returns how to stop listening. */
  readonly onOutputClosed: (listener: () => void) => () => void;
  /** Every key as it is pressed, unbuffered and unechoed. Returns how to give the terminal back. */
  readonly rawKeys: (listener: (bytes: Uint8Array) => void) => () => void;
}

export interface EventSource {
  on<E extends EventName>(name: E, listener: (payload: Events[E]) => void): () => void;
}

/** What a command is given: the same procedures as the window, events, the terminal, the global options. */
export interface Context {
  readonly call: Call;
  readonly events: EventSource;
  readonly io: Io;
  readonly options: GlobalOptions;
}

/** A note for the person at the terminal, on standard error; left out with `--quiet` and `--json`. */
export function note(context: Context, text: string): void {
  if (!context.options.quiet && !context.options.json) context.io.err.write(`${text}\n`);
}

/** The result of a command, on standard output. */
export function print(context: Context, lines: readonly string[]): void {
  if (lines.length > 0) context.io.out.write(`${lines.join('\n')}\n`);
}
