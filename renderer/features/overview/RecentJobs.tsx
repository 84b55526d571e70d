import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import type { Job } from '../../../shared/model/job.ts';
import { Age } from '../../components/Age.tsx';
import { JobStatus } from '../../components/JobStatus.tsx';
import { Panel } from '../../components/Panel.tsx';
import { linkTo } from '../../router/route.ts';
import { newestFirst, useJobs } from '../../stores/jobs.ts';
import { t } from '../../words/words.ts';

function JobLine({ job }: { readonly job: Job }) {
  return (
    <Box component="li" sx={{ display: 'flex', gap: 2, py: 0.25, alignItems: 'baseline' }}>
      <Box sx={{ width: 110, flexShrink: 0 }}>
        <JobStatus state={job.state} />
      </Box>
      <Link href={linkTo('jobs', job.id)} sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        {job.title}
      </Link>
      <Box sx={{ color: 'text.secondary', typography: 'caption', whiteSpace: 'nowrap' }}>
        <Age at={job.createdAt} />
      </Box>
    </Box>
  );
}

/** The newest jobs. */
export function RecentJobs() {
  const jobs = newestFirst(Object.values(useJobs((state) => state.byId))).slice(0, 5);
  return (
    <Panel
      title={t('overview.jobs.title')}
      aside={
        <Button size="small" href={linkTo('jobs')}>
          {t('overview.jobs.all')}
        </Button>
      }
    >
      {jobs.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('overview.jobs.none')}
        </Typography>
      ) : (
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', typography: 'body2' }}>
          {jobs.map((job) => (
            <JobLine key={job.id} job={job} />
          ))}
        </Box>
      )}
    </Panel>
  );
}
