import { contract } from '../../shared/ipc.ts';
import type { Call, CallContext, Handlers, Output, ParsedInput, ProcedureName } from '../../shared/ipc.ts';
import { VmkitError } from '../../shared/errors.ts';

function isProcedure(name: string): name is ProcedureName {
  return Object.hasOwn(contract, name);
}

/**
 * Runs one procedure of the contract on untrusted input: the name must be the contract's own, the input must parse.
 * @throws VmkitError `ipc.unknown-procedure`, `input.invalid` (detail: at, procedure), and the handler's own.
 */
export async function dispatch(
  handlers: Handlers,
  name: string,
  input: unknown,
  context: { readonly signal: AbortSignal; readonly report: (progress: unknown) => void },
): Promise<unknown> {
  if (!isProcedure(name)) {
    throw new VmkitError(
      'ipc.unknown-procedure',
      `There is no procedure ${JSON.stringify(name.slice(0, 80))}.`,
    );
  }
  return perform(handlers, name, input, context);
}

function perform<N extends ProcedureName>(
  handlers: Handlers,
  name: N,
  input: unknown,
  context: CallContext<N>,
): Promise<Output<N>> {
  const parsed = contract[name].input.safeParse(input);
  if (!parsed.success) throw invalid(name, parsed.error.issues);
  // Parsed by the schema of this very procedure; TypeScript does not follow the index.
  return handlers[name](parsed.data as ParsedInput<N>, context);
}

function invalid(
  name: string,
  issues: readonly { readonly message: string; readonly path: readonly PropertyKey[] }[],
): VmkitError {
  const issue = issues[0];
  const at = (issue?.path ?? []).map(String).join('.');
  return new VmkitError('input.invalid', issue?.message ?? 'The input is not valid.', {
    ...(at ? { hint: `Correct "${at}" and try again.` } : {}),
    detail: { procedure: name, at },
  });
}

/** The contract called within this process: what the command line and the TypeScript API use. */
export function localCall(handlers: Handlers): Call {
  return async (name, input, options) => {
    const signal = options?.signal ?? new AbortController().signal;
    const onProgress: ((progress: never) => void) | undefined = options?.onProgress;
    const report = (progress: unknown): void => onProgress?.(progress as never); // produced by that handler
    return (await dispatch(handlers, name, input, { signal, report })) as Output<typeof name>;
  };
}
