import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import type { Job } from '../../shared/model/job.ts';
import { formatElapsed } from '../../shared/units.ts';
import { formatPercent, wholePercent } from '../format/percent.ts';
import { useSettings } from '../stores/resources.ts';
import { t } from '../words/words.ts';
import { useNow } from './Age.tsx';
import { Facts } from './Facts.tsx';
import { elapsedMs, progressWords } from './job-progress.ts';

/** The large percentage, the time left, bytes and rate of a running job. */
export function JobNumbers({ job }: { readonly job: Job }) {
  const now = useNow(1000);
  const notifies = useSettings((state) => state.data?.notifications ?? false);
  const { phase, left, bytes, rate } = progressWords(job);
  return (
    <Box sx={PLACE}>
      <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
        <Box sx={{ fontSize: 52, fontWeight: 600, lineHeight: 1, letterSpacing: '-0.03em', minWidth: 150 }}>
          {formatPercent(job.fraction)}
        </Box>
        <Box sx={{ flex: 1, minWidth: 180 }} role="status">
          <Box sx={{ fontWeight: 600 }}>{phase ?? t('jobs.states.running')}</Box>
          <Box sx={{ color: 'text.secondary' }}>{left ?? t('jobs.leftUnknown')}</Box>
        </Box>
        <Box sx={{ width: 250 }}>
          <Facts
            width={72}
            facts={[
              [t('jobs.data'), bytes ?? '–'],
              [t('jobs.rate'), rate ?? '–'],
              [t('jobs.elapsed'), formatElapsed(elapsedMs(job, now))],
            ]}
          />
        </Box>
      </Box>
      <LinearProgress
        variant="determinate"
        value={wholePercent(job.fraction)}
        aria-label={t('jobs.progress', { title: job.title })}
        sx={{ height: 8 }}
      />
      <Box sx={{ color: 'text.secondary', typography: 'body2' }}>
        {t(notifies ? 'jobs.closeHint' : 'jobs.closeHintQuiet')}
      </Box>
    </Box>
  );
}

const PLACE = {
  display: 'grid',
  gap: 2,
  p: 2.5,
  bgcolor: 'background.paper',
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
} as const;
