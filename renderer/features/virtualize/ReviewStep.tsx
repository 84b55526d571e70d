import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import type { CapturePlan } from '../../../shared/model/capture.ts';
import type { MachinePlan } from '../../../shared/model/machine.ts';
import { formatBytes } from '../../../shared/units.ts';
import { CommandPreview } from '../../components/CommandPreview.tsx';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Panel } from '../../components/Panel.tsx';
import { PlanSteps } from '../../components/PlanSteps.tsx';
import { VolumeTable } from '../../components/VolumeTable.tsx';
import { t } from '../../words/words.ts';
import type { Plan } from './use-plan.ts';

function Making() {
  return (
    <Box role="status" sx={{ display: 'grid', gap: 1 }}>
      <Box sx={{ fontWeight: 600 }}>{t('virtualize.review.reading')}</Box>
      <LinearProgress aria-label={t('virtualize.review.reading')} />
      <Box sx={{ color: 'text.secondary', typography: 'body2' }}>{t('virtualize.review.readingHint')}</Box>
    </Box>
  );
}

type Whole = NonNullable<Plan['whole']>;

function Refusals({ plan, onAgain }: { readonly plan: Whole; readonly onAgain: () => void }) {
  if (plan.refusals.length === 0) return null;
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Box sx={{ flex: 1, fontWeight: 600 }}>
          {t('virtualize.review.refused', { count: plan.refusals.length })}
        </Box>
        <Button size="small" onClick={onAgain}>
          {t('virtualize.review.again')}
        </Button>
      </Box>
      {plan.refusals.map((refusal) => (
        <ErrorAlert key={`${refusal.code} ${refusal.message}`} error={refusal} />
      ))}
    </>
  );
}

function MachinePanel({ machine }: { readonly machine: MachinePlan }) {
  const nics = machine.nics.map(({ mac, network }) => (
    <div key={mac}>{`${mac}: ${network ?? t('virtualize.machine.unplugged')}`}</div>
  ));
  return (
    <Panel title={t('virtualize.review.machine')}>
      <Facts
        width={140}
        facts={[
          [t('virtualize.destination.name'), machine.name],
          [t('virtualize.machine.cpus'), machine.cpus],
          [t('virtualize.machine.memory'), formatBytes(machine.memoryBytes)],
          [t('virtualize.machine.firmware'), t(`virtualize.machine.${machine.firmware}`)],
          [t('virtualize.review.bus'), `${machine.diskBus}: ${machine.diskBusReason}`],
          [
            t('virtualize.inspect.acceleration'),
            t(machine.acceleration === 'kvm' ? 'virtualize.review.kvm' : 'virtualize.review.tcg'),
          ],
          [t('virtualize.machine.nics'), nics.length > 0 ? nics : t('value.none')],
        ]}
      />
    </Panel>
  );
}

function DiskPanels({ capture }: { readonly capture: CapturePlan }) {
  return capture.disks.map(({ path, usedBytes, sizeBytes, volumes }) => (
    <Panel
      key={path}
      title={`${t('virtualize.review.disks')}: ${path}`}
      flush
      aside={
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
          {t('bytesOf', { used: formatBytes(usedBytes), total: formatBytes(sizeBytes) })}
        </Box>
      }
    >
      <VolumeTable label={path} volumes={volumes} />
    </Panel>
  ));
}

/** The plan: what stands in the way, what will be done, and the command for it. */
export function ReviewStep({ plan }: { readonly plan: Plan }) {
  const { whole, capture, machine, error, reload } = plan;
  if (error) return <ErrorAlert title={t('virtualize.review.planFailed')} error={error} onRetry={reload} />;
  if (!whole) return <Making />;
  return (
    <>
      <Refusals plan={whole} onAgain={reload} />
      {whole.warnings.map((warning) => (
        <Notice key={warning} tone="warning">
          {warning}
        </Notice>
      ))}
      {whole.steps.length > 0 && (
        <Panel title={t('virtualize.review.steps')}>
          <PlanSteps steps={whole.steps} />
        </Panel>
      )}
      {capture && <DiskPanels capture={capture} />}
      {machine && <MachinePanel machine={machine} />}
      <Panel title={t('command.title')}>
        <CommandPreview commands={whole.commands} />
      </Panel>
    </>
  );
}
