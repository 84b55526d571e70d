import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { CaptureSummary } from '../../../shared/model/capture.ts';
import type { Job } from '../../../shared/model/job.ts';
import { formatBytes } from '../../../shared/units.ts';
import { call } from '../../api/call.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { linkTo } from '../../router/route.ts';
import { newestFirst, useJobs } from '../../stores/jobs.ts';
import { useCaptures } from '../../stores/resources.ts';
import { t } from '../../words/words.ts';

type Named = Pick<CaptureSummary, 'name' | 'repository' | 'fileBytes'>;

interface DeleteProps {
  readonly capture: Named;
  readonly onDeleted?: () => void;
}

/** Deletes a capture after naming what goes with it. */
export function DeleteCapture({ capture: { name, repository, fileBytes }, onDeleted }: DeleteProps) {
  const [asking, setAsking] = useState(false);
  const remove = async (): Promise<void> => {
    await call('capture.delete', { repository, name });
    await useCaptures.getState().load();
    onDeleted?.();
  };
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        color="secondary"
        aria-label={t('storage.capture.deleteNamed', { name })}
        onClick={() => setAsking(true)}
      >
        {t('storage.capture.delete')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t('storage.capture.deleteAsk', { name })}
        text={t('storage.capture.deleteText', { size: formatBytes(fileBytes) })}
        confirm={t('storage.capture.deleteButton')}
        danger
        onConfirm={remove}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

/** The job that made or is making the capture: the newest one that names it. */
function jobOf(jobs: readonly Job[], { name, repository }: Named): Job | undefined {
  return newestFirst(jobs).find(
    ({ result, title, state }) =>
      (result?.capture === name && result.repository === repository) ||
      (state !== 'done' && title.split(/[^A-Za-z0-9._+-]+/).includes(name)),
  );
}

/** What fits the capture's state: delete it, or go to the job that can resume or discard it. */
export function CaptureActions({ capture }: { readonly capture: CaptureSummary }) {
  const job = jobOf(Object.values(useJobs((state) => state.byId)), capture);
  const open = capture.state === 'running' || capture.state === 'interrupted';
  const resumes = capture.state === 'interrupted' && job?.resumable;
  return (
    <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
      {open && job && (
        <Button
          size="small"
          variant="outlined"
          href={linkTo('jobs', job.id)}
          aria-label={resumes ? t('storage.capture.resumeNamed', capture) : undefined}
        >
          {resumes ? `${t('storage.capture.resume')}…` : t('storage.capture.openJob')}
        </Button>
      )}
      {capture.state !== 'running' && <DeleteCapture capture={capture} />}
    </Box>
  );
}
