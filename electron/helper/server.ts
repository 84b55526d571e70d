import type { Readable, Writable } from 'node:stream';
import { toEnvelope, VmkitError } from '../../shared/errors.ts';
import type { Report } from '../../shared/model/job.ts';
import { readJsonLines } from './lines.ts';
import { helperOperations, helperRequest } from './protocol.ts';
import type { HelperMessage, HelperOperation, HelperOutputs, HelperParsed } from './protocol.ts';

/** What an operation is given besides its input. */
export interface OperationContext {
  readonly signal: AbortSignal;
  readonly report: Report;
  /** Who asked: the user behind pkexec, or our own. */
  readonly callerUid: number;
}

export type Operations = {
  readonly [N in HelperOperation]: (
    input: HelperParsed<N>,
    context: OperationContext,
  ) => Promise<HelperOutputs[N]>;
};

interface Options {
  readonly input: Readable;
  readonly output: Writable;
  readonly operations: Operations;
  readonly callerUid: number;
}

function isOperation(name: string): name is HelperOperation {
  return Object.hasOwn(helperOperations, name);
}

/**
 * Serves the closed list of operations until the input closes. Then whatever runs is interrupted (its work stays
 * resumable), awaited, and the promise settles.
 */
export async function serveHelper({ input, output, operations, callerUid }: Options): Promise<void> {
  const running = new Map<number, { readonly abort: AbortController; readonly done: Promise<void> }>();
  const send = (message: HelperMessage): void => {
    if (!output.writableEnded) output.write(`${JSON.stringify(message)}\n`);
  };
  output.on('error', () => undefined);

  const execute = async (id: number, name: string, raw: unknown, signal: AbortSignal): Promise<void> => {
    try {
      if (!isOperation(name))
        throw new VmkitError('helper.protocol', `The helper has no operation ${JSON.stringify(name)}.`);
      const context = {
        signal,
        callerUid,
        report: (report: unknown) => send({ kind: 'report', id, report }),
      };
      send({ kind: 'value', id, value: await perform(operations, name, raw, context) });
    } catch (error) {
      send({ kind: 'error', id, error: toEnvelope(error) });
    }
  };

  const handle = (line: unknown): void => {
    const request = helperRequest.safeParse(line);
    if (!request.success) throw new Error('not a request');
    const { data } = request;
    if (data.kind === 'cancel')
      return running.get(data.id)?.abort.abort(new VmkitError('cancelled', 'Cancelled.'));
    if (running.has(data.id)) throw new Error('id in use');
    const abort = new AbortController();
    const done = execute(data.id, data.operation, data.input, abort.signal).finally(() =>
      running.delete(data.id),
    );
    running.set(data.id, { abort, done });
  };

  await new Promise<void>((resolve) => readJsonLines(input, handle, () => resolve()));
  const interrupted = new VmkitError('helper.died', 'The application that asked for this has ended.');
  for (const { abort } of running.values()) abort.abort(interrupted);
  await Promise.allSettled([...running.values()].map(({ done }) => done));
}

async function perform<N extends HelperOperation>(
  operations: Operations,
  name: N,
  raw: unknown,
  context: OperationContext,
): Promise<HelperOutputs[N]> {
  const parsed = helperOperations[name].safeParse(raw);
  if (!parsed.success) {
    throw new VmkitError('input.invalid', parsed.error.issues[0]?.message ?? 'The input is not valid.', {
      detail: { operation: name, at: (parsed.error.issues[0]?.path ?? []).join('.') },
    });
  }
  // The schema of this very operation has just parsed it; TypeScript does not follow the index.
  return operations[name](parsed.data as HelperParsed<N>, context);
}
