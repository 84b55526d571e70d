import ListAlt from '@mui/icons-material/ListAltOutlined';
import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { linkTo } from '../router/route.ts';
import { wholePercent } from '../format/percent.ts';
import { runningFraction, useJobs } from '../stores/jobs.ts';
import { t } from '../words/words.ts';

/** What runs, as a ring with its percentage; opens the list. */
export function JobsRing() {
  const byId = useJobs((state) => state.byId);
  const jobs = Object.values(byId);
  const fraction = runningFraction(jobs);
  const percent = fraction === null ? null : wholePercent(fraction);
  const running = jobs.filter((job) => job.state === 'running').length;
  const label = percent === null ? t('frame.jobsIdle') : t('frame.jobsRunning', { count: running, percent });
  return (
    <Tooltip title={label}>
      <IconButton href={linkTo('jobs')} aria-label={label} color="inherit" sx={{ width: 36, height: 36 }}>
        {percent === null ? <ListAlt fontSize="small" aria-hidden /> : <Ring percent={percent} />}
      </IconButton>
    </Tooltip>
  );
}

function Ring({ percent }: { readonly percent: number }) {
  return (
    <Box
      aria-hidden
      sx={{ position: 'relative', display: 'grid', placeItems: 'center', width: 28, height: 28 }}
    >
      <CircularProgress
        variant="determinate"
        value={100}
        size={28}
        thickness={4}
        sx={{ color: 'track', position: 'absolute' }}
      />
      <CircularProgress
        variant="determinate"
        value={percent}
        size={28}
        thickness={4}
        sx={{ position: 'absolute' }}
      />
      <Box component="span" sx={{ fontSize: 10, fontWeight: 650, color: 'text.primary' }}>
        {percent}
      </Box>
    </Box>
  );
}
