import type { Duplex } from 'node:stream';
import { VmkitError } from '../../../shared/errors.ts';
import type { Handlers } from '../../../shared/ipc.ts';
import { openSerialConsole } from '../../machines/open-serial-console.ts';
import type { ServiceSet } from '../service-set.ts';

/** Serial consoles: output is the progress of a call that lasts, input is addressed by the caller's id. */
export function consoleHandlers({
  connection,
}: ServiceSet): Pick<Handlers, 'machines.console' | 'machines.consoleInput'> {
  const open = new Map<string, Duplex>();
  return {
    'machines.console': async ({ name, id }, { signal, report }) => {
      if (open.has(id)) throw new VmkitError('input.invalid', 'This console id is in use.');
      const stream = await openSerialConsole(await connection.libvirt(), name, { signal });
      open.set(id, stream);
      try {
        return await follow(stream, signal, (chunk) =>
          report({ kind: 'data', base64: chunk.toString('base64') }),
        );
      } finally {
        open.delete(id);
        stream.destroy();
      }
    },
    'machines.consoleInput': async ({ id, base64 }) => {
      const stream = open.get(id);
      if (!stream)
        throw new VmkitError('machine.state', 'This console is not open.', {
          hint: 'Open the console again.',
        });
      stream.write(Buffer.from(base64, 'base64'));
      return null;
    },
  };
}

function follow(
  stream: Duplex,
  signal: AbortSignal,
  onData: (chunk: Buffer) => void,
): Promise<{ reason: string }> {
  return new Promise((resolve, reject) => {
    stream.on('data', onData);
    stream.once('end', () => resolve({ reason: 'The machine closed its console.' }));
    stream.once('close', () => resolve({ reason: 'The console was closed.' }));
    stream.once('error', reject);
    const stop = (): void => reject(new VmkitError('cancelled', 'Cancelled.'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
