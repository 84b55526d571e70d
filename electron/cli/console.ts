import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { toEnvelope } from '../../shared/errors.ts';
import { note, type Context } from './context.ts';
import { neutralise } from './output/neutralise.ts';
import { verb } from './verb.ts';

/** Ctrl+], as in telnet and virsh. */
const LEAVE = 0x1d;
/** Bytes in one call: its base64 stays under the contract's 65,536 characters. */
const INPUT_MAX = 32_768;

/**
 * The serial console: keys go to the machine until Ctrl+], or until the machine stops. Without a terminal the output is
 * copied and nothing is sent.
 */
export async function machineConsole(context: Context, input: { readonly name: string }): Promise<void> {
  const { io } = context;
  const id = randomUUID();
  const leave = new AbortController();
  const undo = [io.onOutputClosed(() => leave.abort())];
  note(context, `Connected to ${neutralise(input.name)}.${io.interactive ? ' Ctrl+] leaves.' : ''}`);
  if (io.interactive) undo.push(io.rawKeys(keySender(context, id, leave)));
  try {
    const signal = AbortSignal.any([io.signal, leave.signal]);
    const onProgress = (chunk: { readonly base64: string }): void =>
      io.writeBytes(Buffer.from(chunk.base64, 'base64'));
    const { reason } = await context.call(
      'machines.console',
      { name: input.name, id },
      { signal, onProgress },
    );
    note(context, `\nThe console has closed: ${neutralise(reason)}`);
  } catch (error) {
    if (!leave.signal.aborted || toEnvelope(error).code !== 'cancelled') throw error;
    note(context, `\nLeft the console of ${neutralise(input.name)}.`);
  } finally {
    for (const stop of undo) stop();
  }
}

// Keys are sent one call after another, so that they arrive in the order they were pressed.
function keySender(context: Context, id: string, leave: AbortController): (bytes: Uint8Array) => void {
  let last: Promise<unknown> = Promise.resolve();
  return (bytes) => {
    const end = bytes.indexOf(LEAVE);
    const typed = end === -1 ? bytes : bytes.subarray(0, end);
    for (let at = 0; at < typed.length; at += INPUT_MAX) {
      const base64 = Buffer.from(typed.subarray(at, at + INPUT_MAX)).toString('base64');
      last = last.then(() => context.call('machines.consoleInput', { id, base64 })).catch(() => undefined);
    }
    if (end !== -1) void last.then(() => leave.abort());
  };
}

export const consoleVerb = verb({
  usage: 'console <name>',
  summary: "a machine's serial console; Ctrl+] leaves",
  input: z.object({ name: z.string() }),
  examples: ['vmkit machine console web', 'vmkit machine console web < /dev/null | tee boot.log'],
  run: machineConsole,
});
