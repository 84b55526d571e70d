import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import type { Job } from '../../../shared/model/job.ts';
import { useJob } from '../../api/use-job.ts';
import { Age } from '../../components/Age.tsx';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { CancelButton, ResumeButtons } from '../../components/JobButtons.tsx';
import { JobDetail } from '../../components/JobDetail.tsx';
import { JobStatus } from '../../components/JobStatus.tsx';
import { Page } from '../../components/Page.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { linkTo } from '../../router/route.ts';
import { t } from '../../words/words.ts';

function Subtitle({ job }: { readonly job: Job }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 2 }}>
      <JobStatus state={job.state} />
      <Age at={job.createdAt} />
    </Box>
  );
}

function Actions({ job }: { readonly job: Job }) {
  return (
    <Box sx={{ display: 'flex', gap: 1, pt: 2 }}>
      {job.state === 'running' && <CancelButton job={job} />}
      {(job.state === 'interrupted' || (job.state !== 'running' && job.resumable)) && (
        <ResumeButtons job={job} />
      )}
    </Box>
  );
}

/** One job with its plan, progress, log and result. */
export function JobPage({ id }: { readonly id: string }) {
  const { job, error } = useJob(id);
  return (
    <Page
      title={job?.title ?? (error ? t('jobs.notFound') : t('jobs.title'))}
      above={
        <Link href={linkTo('jobs')} variant="body2">
          {t('jobs.title')}
        </Link>
      }
      subtitle={job && <Subtitle job={job} />}
      action={job && <Actions job={job} />}
    >
      {error && <ErrorAlert error={error} />}
      {!job && !error && <Waiting what={t('jobs.title')} rows={6} />}
      {job && <JobDetail job={job} />}
    </Page>
  );
}
