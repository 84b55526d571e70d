import ListAlt from '@mui/icons-material/ListAltOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import type { Job } from '../../../shared/model/job.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { CancelButton } from '../../components/JobButtons.tsx';
import { JobProgress } from '../../components/JobProgress.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { linkTo } from '../../router/route.ts';
import { newestFirst, useJobs } from '../../stores/jobs.ts';
import { t } from '../../words/words.ts';
import { JobHistory } from './JobHistory.tsx';

function RunningJob({ job }: { readonly job: Job }) {
  return (
    <Box component="li" sx={{ display: 'flex', gap: 3, alignItems: 'center' }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Link href={linkTo('jobs', job.id)} sx={{ fontWeight: 600 }}>
          {job.title}
        </Link>
        <JobProgress job={job} />
      </Box>
      <CancelButton job={job} />
    </Box>
  );
}

function Lists({ jobs }: { readonly jobs: readonly Job[] }) {
  const running = jobs.filter((job) => job.state === 'running');
  const finished = jobs.filter((job) => job.state !== 'running');
  return (
    <>
      {running.length > 0 && (
        <Panel title={t('jobs.running')}>
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 2 }}>
            {running.map((job) => (
              <RunningJob key={job.id} job={job} />
            ))}
          </Box>
        </Panel>
      )}
      {finished.length > 0 && (
        <Panel title={t('jobs.history')} flush>
          <JobHistory jobs={finished} />
        </Panel>
      )}
    </>
  );
}

/** Running jobs with their progress, finished ones below. */
export function JobsPage() {
  const { byId, loaded, error, load } = useJobs();
  const jobs = newestFirst(Object.values(byId));
  const running = jobs.filter((job) => job.state === 'running').length;
  return (
    <Page title={t('jobs.title')} subtitle={t('jobs.count', { running, finished: jobs.length - running })}>
      {error && <ErrorAlert error={error} onRetry={() => void load()} />}
      {!loaded && <Waiting what={t('jobs.title')} rows={4} height={36} />}
      {loaded && !error && jobs.length === 0 && (
        <EmptyState
          icon={ListAlt}
          text={t('jobs.empty')}
          action={
            <Button variant="contained" href={linkTo('virtualize')}>
              {t('overview.virtualize')}
            </Button>
          }
        />
      )}
      <Lists jobs={jobs} />
    </Page>
  );
}
