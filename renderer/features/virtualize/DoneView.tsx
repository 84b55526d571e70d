import Terminal from '@mui/icons-material/Terminal';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { CaptureManifest } from '../../../shared/model/capture.ts';
import type { Job } from '../../../shared/model/job.ts';
import { formatBytes, formatElapsed } from '../../../shared/units.ts';
import { useCall } from '../../api/use-call.ts';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Facts } from '../../components/Facts.tsx';
import type { Fact } from '../../components/Facts.tsx';
import { elapsedMs } from '../../components/job-progress.ts';
import { JobLog } from '../../components/JobLog.tsx';
import { Mono } from '../../components/Mono.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { linkTo } from '../../router/route.ts';
import { useDraft } from '../../stores/wizard-draft.ts';
import { t } from '../../words/words.ts';
import { WizardLayout } from './WizardLayout.tsx';

function diskFacts(manifest: CaptureManifest): readonly Fact[] {
  return manifest.disks.map((disk): Fact => [
    disk.source.path,
    <>
      <div>{t('bytesOf', { used: formatBytes(disk.fileBytes), total: formatBytes(disk.virtualBytes) })}</div>
      <div>
        {`${t('virtualize.done.verified')}: `}
        {disk.verified.method === 'compare'
          ? t('virtualize.done.compared', { bytes: formatBytes(disk.verified.comparedBytes) })
          : t('virtualize.done.notVerified')}
      </div>
      <Mono>{`SHA-256 ${disk.sha256}`}</Mono>
    </>,
  ]);
}

function Made({ job }: { readonly job: Job }) {
  const { capture, repository, machine } = job.result ?? { capture: null, repository: null, machine: null };
  const shown = useCall('capture.show', capture && repository ? { repository, name: capture } : null);
  const facts: readonly (Fact | null)[] = [
    machine ? [t('virtualize.done.machine'), machine] : null,
    capture ? [t('virtualize.done.capture'), `${capture} (${repository ?? ''})`] : null,
    [t('virtualize.done.took'), formatElapsed(elapsedMs(job, 0))],
  ];
  return (
    <Panel title={t('jobs.result')}>
      {shown.error && <ErrorAlert error={shown.error} onRetry={shown.reload} />}
      <Facts
        facts={[...facts.filter((fact) => fact !== null), ...(shown.value ? diskFacts(shown.value) : [])]}
      />
      {capture && !shown.value && !shown.error && <Waiting what={t('virtualize.done.capture')} rows={2} />}
    </Panel>
  );
}

function Ways({ result }: Pick<Job, 'result'>) {
  const reset = useDraft((draft) => draft.reset);
  const machine = result?.machine;
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
      {machine && (
        <>
          <Button variant="contained" href={linkTo('machines', machine)}>
            {t('virtualize.done.openMachine')}
          </Button>
          <Button variant="outlined" startIcon={<Terminal />} href={linkTo('machines', machine, 'console')}>
            {t('virtualize.done.openConsole')}
          </Button>
        </>
      )}
      {result?.capture && result.repository && (
        <Button
          variant={machine ? 'outlined' : 'contained'}
          href={linkTo('storage', result.repository, result.capture)}
        >
          {t('virtualize.done.openCapture')}
        </Button>
      )}
      <Button color="secondary" onClick={reset}>
        {t('virtualize.done.another')}
      </Button>
    </Box>
  );
}

/** What was made, how it was verified, and the ways to it. */
export function DoneView({ job }: { readonly job: Job }) {
  const name = job.result?.machine ?? job.result?.capture ?? job.title;
  return (
    <WizardLayout
      place="done"
      title={t('virtualize.done.ready', { name })}
      footer={<Ways result={job.result} />}
    >
      <Made job={job} />
      <Panel title={t('jobs.log')}>
        <JobLog log={job.log} />
      </Panel>
    </WizardLayout>
  );
}
