import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { Job } from '../../shared/model/job.ts';
import { formatPercent, wholePercent } from '../format/percent.ts';
import { t } from '../words/words.ts';
import { progressWords } from './job-progress.ts';

/** A running job in two lines: phase and percent, the bar, bytes, rate and time left. */
export function JobProgress({ job }: { readonly job: Job }) {
  const { phase, left, bytes, rate } = progressWords(job);
  return (
    <Box sx={{ display: 'grid', gap: 0.5, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 2, typography: 'body2' }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>{phase ?? t(`jobs.states.${job.state}`)}</Box>
        <Box sx={{ fontWeight: 600 }}>{formatPercent(job.fraction)}</Box>
      </Box>
      <LinearProgress
        variant="determinate"
        value={wholePercent(job.fraction)}
        aria-label={t('jobs.progress', { title: job.title })}
      />
      <Typography variant="caption" component="div" sx={{ color: 'text.secondary', minHeight: 18 }}>
        {[bytes, rate, left].filter(Boolean).join(' · ')}
      </Typography>
    </Box>
  );
}
