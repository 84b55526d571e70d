import Tooltip from '@mui/material/Tooltip';
import { useEffect, useState } from 'react';
import { formatAge, formatExact } from '../format/age.ts';

const TICK_MS = 10_000;

/** The time now in milliseconds, renewed every ten seconds. */
export function useNow(everyMs: number = TICK_MS): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** How long ago, with the exact time on hover. */
export function Age({ at }: { readonly at: string }) {
  const now = useNow();
  return (
    <Tooltip title={formatExact(at)}>
      <time dateTime={at}>{formatAge(at, Math.max(now, Date.parse(at)))}</time>
    </Tooltip>
  );
}
