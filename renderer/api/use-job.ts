import { useEffect, useState } from 'react';
import type { VmkitError } from '../../shared/errors.ts';
import type { Job } from '../../shared/model/job.ts';
import { useJobs } from '../stores/jobs.ts';
import { call } from './call.ts';
import { asVmkitError } from './client.ts';

/** One job, kept up to date by events; read once where the store does not know it yet. */
export function useJob(id: string): { readonly job: Job | null; readonly error: VmkitError | null } {
  const job = useJobs((state) => state.byId[id] ?? null);
  const apply = useJobs((state) => state.apply);
  const [error, setError] = useState<VmkitError | null>(null);
  const known = job !== null;
  useEffect(() => {
    if (known) return;
    const abort = new AbortController();
    setError(null);
    call('jobs.show', { id }, { signal: abort.signal }).then(apply, (thrown: unknown) => {
      if (!abort.signal.aborted) setError(asVmkitError(thrown));
    });
    return () => abort.abort();
  }, [id, known, apply]);
  return { job, error };
}
