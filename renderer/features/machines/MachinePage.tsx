import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { lazy, Suspense, useEffect } from 'react';
import type { MachineDetail } from '../../../shared/model/machine.ts';
import { useCall } from '../../api/use-call.ts';
import { useResource } from '../../api/use-resource.ts';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Page } from '../../components/Page.tsx';
import { PageTabs } from '../../components/PageTabs.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { linkTo } from '../../router/route.ts';
import { useMachines } from '../../stores/resources.ts';
import { t } from '../../words/words.ts';
import { MachineActions } from './MachineActions.tsx';
import { MachineOverview } from './MachineOverview.tsx';
import { MachineStatus } from './MachineStatus.tsx';
import { MachineXml } from './MachineXml.tsx';

const SerialConsole = lazy(async () => ({
  default: (await import('../console/SerialConsole.tsx')).SerialConsole,
}));

const PARTS = ['overview', 'console', 'xml'] as const;

interface PartProps {
  readonly machine: MachineDetail;
  readonly part: (typeof PARTS)[number];
}

function Part({ machine, part }: PartProps) {
  if (part === 'xml') return <MachineXml machine={machine} />;
  if (part === 'overview') return <MachineOverview machine={machine} />;
  return (
    <Suspense fallback={<Waiting what={t('machines.console')} rows={6} />}>
      <SerialConsole machine={machine} />
    </Suspense>
  );
}

interface Props {
  readonly name: string;
  readonly part: string;
}

/** One machine. */
export function MachinePage({ name, part }: Props) {
  const { value, error, reload } = useCall('machines.show', { name });
  // The list is kept up to date by events; a change in it means that the detail is old.
  const listed = useResource(useMachines).data?.find((machine) => machine.name === name);
  useEffect(reload, [listed, reload]);
  const current = PARTS.find((known) => known === part) ?? 'overview';
  const machine = value && { ...value, state: listed?.state ?? value.state };
  return (
    <Page
      title={name}
      above={
        <Link href={linkTo('machines')} variant="body2">
          {t('machines.title')}
        </Link>
      }
      subtitle={machine && <MachineStatus state={machine.state} />}
      action={<Box sx={{ pt: 2 }}>{machine && <MachineActions machine={machine} />}</Box>}
    >
      <PageTabs
        label={t('machines.tabs')}
        current={current}
        tabs={PARTS.map((id) => ({ id, label: t(`machines.${id}`), href: linkTo('machines', name, id) }))}
      />
      {error && <ErrorAlert error={error} onRetry={reload} />}
      {!machine && !error && <Waiting what={name} rows={6} />}
      {machine && <Part machine={machine} part={current} />}
    </Page>
  );
}
