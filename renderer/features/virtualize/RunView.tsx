import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Job } from '../../../shared/model/job.ts';
import { useJob } from '../../api/use-job.ts';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { CancelButton, ResumeButtons } from '../../components/JobButtons.tsx';
import { JobDetail } from '../../components/JobDetail.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useDraft } from '../../stores/wizard-draft.ts';
import { t } from '../../words/words.ts';
import { DoneView } from './DoneView.tsx';
import { WizardLayout } from './WizardLayout.tsx';

function title(job: Job): string {
  if (job.state === 'running') return job.title;
  return t(job.state === 'cancelled' ? 'virtualize.done.cancelled' : 'virtualize.done.failed', job);
}

function Ways({ job }: { readonly job: Job }) {
  const go = useDraft((draft) => draft.go);
  const running = job.state === 'running';
  return (
    <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
      {running && <CancelButton job={job} />}
      {!running && (
        <Button variant="outlined" onClick={() => go('review')}>
          {t('virtualize.step.review')}
        </Button>
      )}
      {!running && job.resumable && <ResumeButtons job={job} />}
    </Box>
  );
}

/** The started job, and what it made. */
export function RunView({ id }: { readonly id: string }) {
  const { job, error } = useJob(id);
  if (job?.state === 'done') return <DoneView job={job} />;
  return (
    <WizardLayout
      place="run"
      title={job ? title(job) : t('virtualize.step.run')}
      footer={job && <Ways job={job} />}
    >
      {error && <ErrorAlert error={error} />}
      {!job && !error && <Waiting what={t('virtualize.step.run')} rows={4} />}
      {job && <JobDetail job={job} />}
    </WizardLayout>
  );
}
