import type { Terminal } from '@xterm/xterm';
import { useEffect, useState } from 'react';
import type { VmkitError } from '../../../shared/errors.ts';
import { call } from '../../api/call.ts';
import { asVmkitError } from '../../api/client.ts';
import { fromBase64, pieces, toBase64 } from './base64.ts';

export type ConsoleState =
  | { readonly kind: 'waiting' | 'connected' }
  | { readonly kind: 'closed'; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: VmkitError };

async function send(id: string, text: string): Promise<void> {
  for (const piece of pieces(text)) await call('machines.consoleInput', { id, base64: toBase64(piece) });
}

/** Joins a terminal to a machine's serial port, anew for every `round`; ends with the component. */
export function useConsole(name: string, terminal: Terminal | null, round: number): ConsoleState {
  const [state, setState] = useState<ConsoleState>({ kind: 'waiting' });
  useEffect(() => {
    if (!terminal) return;
    const abort = new AbortController();
    const { signal } = abort;
    const id = crypto.randomUUID();
    const fail = (thrown: unknown): void => {
      if (!signal.aborted) setState({ kind: 'failed', error: asVmkitError(thrown) });
    };
    let last: Promise<void> = Promise.resolve();
    // One after the other, so that keys arrive in the order they were typed.
    const typing = terminal.onData((text) => {
      last = last.then(() => send(id, text)).catch(fail);
    });
    setState({ kind: 'waiting' });
    const onProgress = ({ base64 }: { readonly base64: string }): void => {
      terminal.write(fromBase64(base64));
      setState((before) => (before.kind === 'waiting' ? { kind: 'connected' } : before));
    };
    call('machines.console', { name, id }, { signal, onProgress }).then(
      ({ reason }) => !signal.aborted && setState({ kind: 'closed', reason }),
      fail,
    );
    return () => {
      typing.dispose();
      abort.abort();
    };
  }, [name, terminal, round]);
  return state;
}
