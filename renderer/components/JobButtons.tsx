import Button from '@mui/material/Button';
import { useState } from 'react';
import type { Job } from '../../shared/model/job.ts';
import { useAction } from '../api/use-action.ts';
import { navigate, linkTo } from '../router/route.ts';
import { t } from '../words/words.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { ErrorAlert } from './ErrorAlert.tsx';
import { cancelJob, cancelText, discardJob, resumeJob } from './job-actions.ts';

export function CancelButton({ job }: { readonly job: Job }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="outlined"
        color="secondary"
        onClick={() => setAsking(true)}
        aria-label={t('jobs.cancelNamed', job)}
      >
        {t('jobs.cancel')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t('jobs.cancelAsk', { title: job.title })}
        text={cancelText(job)}
        confirm={t('jobs.cancelButton')}
        keep={t('jobs.keep')}
        danger
        onConfirm={() => cancelJob(job.id)}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

export function ResumeButtons({ job }: { readonly job: Job }) {
  const [asking, setAsking] = useState(false);
  const resume = useAction(() => resumeJob(job.id));
  const discard = async (): Promise<void> => {
    await discardJob(job.id);
    navigate(linkTo('jobs'));
  };
  return (
    <>
      {resume.error && <ErrorAlert error={resume.error} />}
      {job.resumable && (
        <Button variant="contained" loading={resume.busy} onClick={() => void resume.run()}>
          {t('jobs.resume')}
        </Button>
      )}
      <Button variant="outlined" color="secondary" onClick={() => setAsking(true)}>
        {t('jobs.discard')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t('jobs.discardAsk', { title: job.title })}
        text={t('jobs.discardText')}
        confirm={t('jobs.discardButton')}
        danger
        onConfirm={discard}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
