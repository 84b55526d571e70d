import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import type { Job } from '../../shared/model/job.ts';
import { t } from '../words/words.ts';

const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hour12: false });

function time(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : clock.format(date);
}

/** The log; follows its end. */
export function JobLog({ log }: Pick<Job, 'log'>) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollTo({ top: place.current.scrollHeight });
  }, [log.length]);
  return (
    <Box ref={place} role="log" aria-label={t('jobs.log')} tabIndex={0} sx={LOG}>
      {log.length === 0 && <Box sx={{ color: 'text.secondary' }}>{t('jobs.noLog')}</Box>}
      {log.map(({ at, text }, index) => (
        // Lines only ever come at the end.
        // oxlint-disable-next-line react/no-array-index-key -- two lines may have the same time and text
        <Box key={`${at} ${index}`} sx={{ display: 'flex', gap: 1.5 }}>
          <Box component="time" dateTime={at} sx={{ color: 'text.secondary', flexShrink: 0 }}>
            {time(at)}
          </Box>
          <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>{text}</Box>
        </Box>
      ))}
    </Box>
  );
}

const LOG = {
  maxHeight: 220,
  minHeight: 80,
  overflow: 'auto',
  fontFamily: 'var(--vmkit-mono)',
  fontSize: 12,
  lineHeight: 1.6,
} as const;
