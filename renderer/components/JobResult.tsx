import Button from '@mui/material/Button';
import type { Job } from '../../shared/model/job.ts';
import { linkTo } from '../router/route.ts';
import { t } from '../words/words.ts';
import { Notice } from './Notice.tsx';

/** What was made, with the ways to it. */
export function JobResult({ result }: { readonly result: NonNullable<Job['result']> }) {
  const { machine, capture, repository } = result;
  return (
    <Notice
      tone="success"
      action={
        <>
          {capture && repository && (
            <Button size="small" variant="outlined" href={linkTo('storage', repository, capture)}>
              {t('jobs.openCapture')}
            </Button>
          )}
          {machine && (
            <Button size="small" variant="contained" href={linkTo('machines', machine)}>
              {t('jobs.openMachine')}
            </Button>
          )}
        </>
      }
    >
      {[
        capture && `${t('virtualize.done.capture')}: ${capture}${repository ? ` (${repository})` : ''}`,
        machine && `${t('virtualize.done.machine')}: ${machine}`,
      ]
        .filter(Boolean)
        .join(' · ')}
    </Notice>
  );
}
