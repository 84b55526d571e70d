import pc from 'picocolors';
import type { EventName, Events } from '../../../shared/ipc.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { EventSource, Io, Stream } from '../context.ts';
import { runCommandLine } from '../run-command-line.ts';
import { recordingCall, type Answers, type RecordedCall } from './recording-call.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly calls: readonly RecordedCall[];
  readonly opened: boolean;
}

export interface TestOptions {
  readonly answers?: Answers;
  /** What the person types at questions; without it there is no terminal to ask at. */
  readonly reply?: string;
  readonly columns?: number;
  readonly bench?: TestBench;
}

/** Events and the interrupt, in the test's hands. */
export class TestBench {
  readonly controller = new AbortController();
  readonly #listeners = new Set<(job: Job) => void>();

  readonly events: EventSource = {
    on: <E extends EventName>(name: E, listener: (payload: Events[E]) => void) => {
      const take = (job: Job): void => listener(job as Events[E]); // only job.changed is sent here
      if (name === 'job.changed') this.#listeners.add(take);
      return () => this.#listeners.delete(take);
    },
  };

  send(job: Job): void {
    for (const listener of this.#listeners) listener(job);
  }
}

/** Runs a whole command line against recorded services and a terminal of the test's own. */
export async function vmkit(argv: readonly string[], options: TestOptions = {}): Promise<Outcome> {
  const bench = options.bench ?? new TestBench();
  const { call, calls } = recordingCall(options.answers ?? {});
  const written = { out: '', err: '' };
  const io = testIo(written, options, bench.controller.signal);
  let opened = false;
  const open = async (): Promise<{ call: typeof call; events: EventSource; close: () => Promise<void> }> => {
    opened = true;
    return { call, events: bench.events, close: async () => undefined };
  };
  const code = await runCommandLine(argv, io, open, '0.0.0');
  return { code, ...written, calls, opened };
}

function testIo(written: { out: string; err: string }, options: TestOptions, signal: AbortSignal): Io {
  const terminal = options.columns !== undefined;
  const stream = (name: 'out' | 'err'): Stream => ({
    write: (text) => {
      written[name] += text;
    },
    terminal,
    columns: options.columns ?? Infinity,
    colour: pc.createColors(false),
  });
  return {
    out: stream('out'),
    err: stream('err'),
    interactive: options.reply !== undefined,
    signal,
    ask: async (question) => {
      written.err += question;
      return options.reply ?? '';
    },
    writeBytes: (bytes) => {
      written.out += Buffer.from(bytes).toString();
    },
    onOutputClosed: () => () => undefined,
    rawKeys: () => () => undefined,
  };
}
