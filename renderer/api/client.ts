import { fromEnvelope, toEnvelope, VmkitError } from '../../shared/errors.ts';
import type { Bridge, Call, CallOptions, Input, Output, ProcedureName } from '../../shared/ipc.ts';

type Listener = (progress: unknown) => void;

/**
 * The typed caller over the bridge. Rejects with VmkitError; an aborted signal cancels the call on the other side
 * and rejects with `cancelled` at once.
 */
export function createCall(bridge: Bridge, newId: () => string = () => crypto.randomUUID()): Call {
  const listeners = new Map<string, Listener>();
  bridge.onProgress((id, progress) => listeners.get(id)?.(progress));
  return async <N extends ProcedureName>(
    name: N,
    input: Input<N>,
    options?: CallOptions<N>,
  ): Promise<Output<N>> => {
    const id = newId();
    // The main process checked and typed both at its end of the border.
    if (options?.onProgress) listeners.set(id, options.onProgress as Listener);
    try {
      return (await answered(bridge, id, name, input, options?.signal)) as Output<N>;
    } finally {
      listeners.delete(id);
    }
  };
}

async function answered(bridge: Bridge, id: string, name: string, input: unknown, signal?: AbortSignal) {
  if (signal?.aborted) throw cancelled();
  let abort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => {
      bridge.cancel(id);
      reject(cancelled());
    };
    signal?.addEventListener('abort', abort, { once: true });
  });
  try {
    const answer = await Promise.race([bridge.call(id, name, input), aborted]);
    if (!answer.ok) throw fromEnvelope(answer.error);
    return answer.value;
  } finally {
    if (abort) signal?.removeEventListener('abort', abort);
  }
}

function cancelled(): VmkitError {
  return new VmkitError('cancelled', 'Cancelled.');
}

/** Any thrown value as the one error class. */
export function asVmkitError(error: unknown): VmkitError {
  return error instanceof VmkitError ? error : fromEnvelope(toEnvelope(error));
}
