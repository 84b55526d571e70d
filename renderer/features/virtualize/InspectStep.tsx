import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import { formatBytes } from '../../../shared/units.ts';
import { useResource } from '../../api/use-resource.ts';
import { useSection } from '../../api/use-section.ts';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Facts } from '../../components/Facts.tsx';
import type { Fact } from '../../components/Facts.tsx';
import { Notice } from '../../components/Notice.tsx';
import type { Tone } from '../../components/Notice.tsx';
import { Panel } from '../../components/Panel.tsx';
import { linkTo } from '../../router/route.ts';
import { useConnection, useRepositories } from '../../stores/resources.ts';
import { t } from '../../words/words.ts';

interface Finding {
  readonly tone: Tone;
  readonly text: string;
}

function useFindings(): readonly Finding[] {
  const connection = useResource(useConnection).data;
  const repositories = useResource(useRepositories).data;
  const acceleration = useSection('acceleration').value;
  const disks = useSection('disks').value;
  const found: readonly (Finding | false)[] = [
    connection?.state === 'disconnected' && {
      tone: 'error',
      text: t('virtualize.inspect.disconnected', { reason: connection.reason ?? t('value.unknown') }),
    },
    disks !== null &&
      !disks.some(({ inUse }) => inUse.length === 0) && {
        tone: 'warning',
        text: `${t('virtualize.inspect.noDisk')} ${t('virtualize.inspect.blocked')}`,
      },
    acceleration?.works === 'tcg' && {
      tone: 'info',
      text: t('virtualize.inspect.emulated', { reason: acceleration.reason }),
    },
    repositories?.length === 0 && { tone: 'info', text: t('virtualize.inspect.noRepository') },
  ];
  return found.filter((finding) => finding !== false);
}

function useHostFacts(): readonly Fact[] {
  const os = useSection('os').value;
  const firmware = useSection('firmware').value;
  const cpu = useSection('cpu').value;
  const memory = useSection('memory').value;
  const acceleration = useSection('acceleration').value;
  const disks = useSection('disks').value;
  const waiting = '…';
  const atRest = disks?.filter(({ inUse }) => inUse.length === 0).length ?? 0;
  return [
    [t('virtualize.inspect.system'), os ? `${os.name}, Linux ${os.kernel}` : waiting],
    [t('virtualize.inspect.firmware'), firmware ? t(`overview.firmware.${firmware.type}`) : waiting],
    [
      t('virtualize.inspect.cpu'),
      cpu ? `${cpu.model}, ${t('overview.cpu.threads', { count: cpu.threads })}` : waiting,
    ],
    [t('virtualize.inspect.memory'), memory ? formatBytes(memory.totalBytes) : waiting],
    [
      t('virtualize.inspect.acceleration'),
      acceleration ? t(`overview.acceleration.${acceleration.works}`) : waiting,
    ],
    [
      t('virtualize.inspect.disks'),
      disks ? t('virtualize.inspect.disksValue', { free: atRest, used: disks.length - atRest }) : waiting,
    ],
  ];
}

/** What this host is, and what stands in the way. */
export function InspectStep() {
  const findings = useFindings();
  const facts = useHostFacts();
  const { error, refresh } = useSection('disks');
  return (
    <>
      <Box sx={{ color: 'text.secondary' }}>{t('virtualize.inspect.intro')}</Box>
      {error && <ErrorAlert error={error} onRetry={refresh} />}
      <Panel title={t('virtualize.inspect.system')}>
        <Facts facts={facts} />
      </Panel>
      <Panel
        title={t('virtualize.inspect.blocks')}
        aside={
          <Button size="small" href={linkTo('doctor')}>
            {t('virtualize.inspect.doctor')}
          </Button>
        }
      >
        <Box sx={{ display: 'grid', gap: 1 }}>
          {findings.length === 0 && <Notice tone="success">{t('virtualize.inspect.nothing')}</Notice>}
          {findings.map(({ tone, text }) => (
            <Notice key={text} tone={tone}>
              {text}
            </Notice>
          ))}
        </Box>
      </Panel>
    </>
  );
}
