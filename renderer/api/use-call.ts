import { useCallback, useEffect, useState } from 'react';
import type { VmkitError } from '../../shared/errors.ts';
import type { Input, Output, ProcedureName } from '../../shared/ipc.ts';
import { call } from './call.ts';
import { asVmkitError } from './client.ts';

export interface CallState<T> {
  readonly value: T | null;
  readonly error: VmkitError | null;
  readonly loading: boolean;
  readonly reload: () => void;
}

/** Reads once, again when the input changes or on `reload`; aborts when the component goes. null: don't call. */
export function useCall<N extends ProcedureName>(name: N, input: Input<N> | null): CallState<Output<N>> {
  const [state, setState] = useState<Omit<CallState<Output<N>>, 'reload'>>(WAITING);
  const [round, setRound] = useState(0);
  const key = input === null ? null : JSON.stringify(input);
  useEffect(() => {
    if (key === null || input === null) return;
    const abort = new AbortController();
    setState((before) => ({ ...before, error: null, loading: true }));
    call(name, input, { signal: abort.signal }).then(
      (value) => !abort.signal.aborted && setState({ value, error: null, loading: false }),
      (error: unknown) =>
        !abort.signal.aborted && setState({ value: null, error: asVmkitError(error), loading: false }),
    );
    return () => abort.abort();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `input` is compared by its content, in `key`
  }, [name, key, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, reload };
}

const WAITING = { value: null, error: null, loading: true } as const;
