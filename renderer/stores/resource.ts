import { create } from 'zustand';
import type { StoreApi, UseBoundStore } from 'zustand';
import type { VmkitError } from '../../shared/errors.ts';
import { asVmkitError } from '../api/client.ts';

export interface Resource<T> {
  readonly data: T | null;
  /** Why the last reading failed; the data of the one before is kept. */
  readonly error: VmkitError | null;
  readonly loading: boolean;
  /** Reads again. Calls while a reading runs are answered by one more reading after it. */
  readonly load: () => Promise<void>;
  readonly put: (data: T) => void;
}
export type ResourceStore<T> = UseBoundStore<StoreApi<Resource<T>>>;

/** A store for what is read as a whole. `read` does the input; the store only keeps. */
export function createResource<T>(read: () => Promise<T>): ResourceStore<T> {
  let again = false;
  return create<Resource<T>>((set, get) => ({
    data: null,
    error: null,
    loading: false,
    load: async () => {
      again = true;
      if (get().loading) return;
      set({ loading: true });
      while (again) {
        again = false;
        await read().then(
          (data) => set({ data, error: null }),
          (error: unknown) => set({ error: asVmkitError(error) }),
        );
      }
      set({ loading: false });
    },
    put: (data) => set({ data, error: null }),
  }));
}

/** True where somebody has asked for the resource before: only those are worth reading again. */
export function wasAsked<T>(store: ResourceStore<T>): boolean {
  const { data, error, loading } = store.getState();
  return data !== null || error !== null || loading;
}
