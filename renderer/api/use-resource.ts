import { useEffect } from 'react';
import type { ResourceStore, Resource } from '../stores/resource.ts';

/** A resource's state; the first component that asks makes it load. */
export function useResource<T>(store: ResourceStore<T>): Resource<T> {
  const state = store();
  const { data, error, loading, load } = state;
  const untouched = data === null && error === null && !loading;
  useEffect(() => {
    if (untouched) void load();
  }, [untouched, load]);
  return state;
}
