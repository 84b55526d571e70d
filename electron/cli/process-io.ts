import { createInterface } from 'node:readline/promises';
import type { WriteStream } from 'node:tty';
import pc from 'picocolors';
import { VmkitError } from '../../shared/errors.ts';
import type { Io, Stream } from './context.ts';

/** The real terminal, files or pipes of this process. */
export function processIo(signal: AbortSignal): Io {
  const outClosed = closedOnce(process.stdout);
  const errClosed = closedOnce(process.stderr);
  return {
    out: stream(process.stdout, outClosed),
    err: stream(process.stderr, errClosed),
    interactive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    signal,
    ask: (question) => ask(question, signal),
    writeBytes: (bytes) => {
      if (!outClosed.closed) process.stdout.write(bytes);
    },
    onOutputClosed: outClosed.listen,
    rawKeys,
  };
}

interface Closed {
  closed: boolean;
  readonly listen: (listener: () => void) => () => void;
}

// `vmkit … | head` closes our output early. That ends the writing, never the work: a capture goes on.
function closedOnce(target: NodeJS.WriteStream): Closed {
  const listeners = new Set<() => void>();
  const state: Closed = {
    closed: false,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  target.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    state.closed = true;
    for (const listener of listeners) listener();
  });
  return state;
}

function stream(target: WriteStream | NodeJS.WriteStream, state: Closed): Stream {
  const terminal = target.isTTY === true;
  const coloured = terminal && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  return {
    write: (text) => {
      if (!state.closed) target.write(text);
    },
    terminal,
    get columns() {
      return terminal ? target.columns || 80 : Infinity;
    },
    colour: pc.createColors(coloured),
  };
}

async function ask(question: string, signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // readline takes Ctrl+C for itself while it asks; hand it back to the process's own handler.
  lines.on('SIGINT', () => process.emit('SIGINT'));
  const ended = new Promise<never>((_resolve, reject) => {
    lines.once('close', () => reject(new VmkitError('cancelled', 'Nothing was changed.')));
  });
  try {
    return await Promise.race([lines.question(question, { signal }), ended]);
  } catch (error) {
    throw new VmkitError('cancelled', 'Nothing was changed.', { cause: error });
  } finally {
    ended.catch(() => undefined);
    lines.close();
  }
}

function rawKeys(listener: (bytes: Uint8Array) => void): () => void {
  const { stdin } = process;
  stdin.setRawMode(true);
  stdin.resume();
  stdin.on('data', listener);
  return () => {
    stdin.off('data', listener);
    stdin.setRawMode(false);
    stdin.pause();
  };
}
