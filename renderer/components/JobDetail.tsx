import Box from '@mui/material/Box';
import type { Job } from '../../shared/model/job.ts';
import { t } from '../words/words.ts';
import { Columns } from './Columns.tsx';
import { CommandPreview } from './CommandPreview.tsx';
import { ErrorAlert } from './ErrorAlert.tsx';
import { JobLog } from './JobLog.tsx';
import { JobNumbers } from './JobNumbers.tsx';
import { JobPhases } from './JobPhases.tsx';
import { JobResult } from './JobResult.tsx';
import { Notice } from './Notice.tsx';
import { Panel } from './Panel.tsx';
import { PlanSteps } from './PlanSteps.tsx';
import { RateChart } from './RateChart.tsx';

function Ending({ job }: { readonly job: Job }) {
  return (
    <>
      {job.state === 'interrupted' && (
        <Notice tone="warning">
          <Box sx={{ fontWeight: 600 }}>{t('jobs.interrupted')}</Box>
          {t(job.resumable ? 'jobs.interruptedHint' : 'jobs.interruptedLost')}
        </Notice>
      )}
      {job.error && job.error.code !== 'cancelled' && (
        <ErrorAlert title={t('jobs.failed')} error={job.error} />
      )}
      {job.undone.length > 0 && (
        <Notice tone="info">
          <Box sx={{ fontWeight: 600 }}>{t('jobs.undone')}</Box>
          {job.undone.map((text) => (
            <div key={text}>{text}</div>
          ))}
        </Notice>
      )}
    </>
  );
}

/** Everything about a job: numbers while it runs, how it ended, phases, rate, plan and log. */
export function JobDetail({ job }: { readonly job: Job }) {
  const running = job.state === 'running';
  return (
    <>
      {running && <JobNumbers job={job} />}
      <Ending job={job} />
      {job.result && <JobResult result={job.result} />}
      <Columns min={340}>
        <Panel title={t('jobs.phases')}>
          <JobPhases phases={job.phases} />
        </Panel>
        {running && (
          <Panel title={t('jobs.chart')}>
            <RateChart id={job.id} />
          </Panel>
        )}
        <Panel title={t('jobs.log')}>
          <JobLog log={job.log} />
        </Panel>
      </Columns>
      {job.steps.length > 0 && (
        <Panel title={t('jobs.plan')}>
          <PlanSteps steps={job.steps} />
        </Panel>
      )}
      {job.commands && (
        <Panel title={t('command.title')}>
          <CommandPreview commands={job.commands} />
        </Panel>
      )}
    </>
  );
}
