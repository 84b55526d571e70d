import { useCallback, useRef, useState } from 'react';
import type { VmkitError } from '../../shared/errors.ts';
import { asVmkitError } from './client.ts';

export interface Action<A extends readonly unknown[]> {
  /** Resolves to whether it worked; never rejects. */
  readonly run: (...args: A) => Promise<boolean>;
  readonly busy: boolean;
  readonly error: VmkitError | null;
  readonly clear: () => void;
}

/** Something the user starts: one at a time, with its error kept to show. A cancel is no error. */
export function useAction<A extends readonly unknown[]>(action: (...args: A) => Promise<unknown>): Action<A> {
  const latest = useRef(action);
  latest.current = action;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<VmkitError | null>(null);
  const run = useCallback(async (...args: A) => {
    setBusy(true);
    setError(null);
    try {
      await latest.current(...args);
      return true;
    } catch (thrown) {
      const failure = asVmkitError(thrown);
      if (failure.code !== 'cancelled') setError(failure);
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return { run, busy, error, clear: useCallback(() => setError(null), []) };
}
