import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useState } from 'react';
import type { DoctorCheck, DoctorReport } from '../../../shared/model/doctor.ts';
import { useAction } from '../../api/use-action.ts';
import { useResource } from '../../api/use-resource.ts';
import { Age } from '../../components/Age.tsx';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { linkTo, navigate } from '../../router/route.ts';
import { useDoctor, useSettings } from '../../stores/resources.ts';
import { saveSettings } from '../../stores/save-settings.ts';
import { t } from '../../words/words.ts';
import { CheckRow } from './CheckRow.tsx';

const ORDER: Readonly<Record<DoctorCheck['state'], number>> = { failed: 0, warning: 1, ok: 2 };

function summary(report: DoctorReport | null): string {
  if (!report) return t('doctor.checking');
  const count = report.checks.filter(({ state }) => state !== 'ok').length;
  return count === 0 ? t('doctor.fine') : t('doctor.problems', { count });
}

function Checks({ report }: { readonly report: DoctorReport }) {
  // The order of the first look stays while repairs are made, so that nothing jumps.
  const [order] = useState(() =>
    report.checks.toSorted((a, b) => ORDER[a.state] - ORDER[b.state]).map(({ id }) => id),
  );
  const checks = report.checks.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {checks.map((check) => (
        <CheckRow key={check.id} check={check} />
      ))}
    </Box>
  );
}

function GoOn() {
  const { run, busy, error } = useAction(async () => {
    await saveSettings({ firstRunDone: true });
    navigate(linkTo('overview'));
  });
  return (
    <>
      {error && <ErrorAlert error={error} />}
      <Button variant="contained" size="large" loading={busy} onClick={() => void run()}>
        {t('doctor.goOn')}
      </Button>
    </>
  );
}

/** What this computer needs, with repairs; the first page that is ever shown. */
export function DoctorPage() {
  const { data, error, loading, load } = useResource(useDoctor);
  const first = useSettings((state) => state.data?.firstRunDone === false);
  useEffect(() => void load(), [load]);
  return (
    <Page
      title={first ? t('doctor.firstTitle') : t('doctor.title')}
      subtitle={summary(data)}
      action={
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          <Button variant="outlined" loading={loading} onClick={() => void load()}>
            {t('doctor.again')}
          </Button>
          {first && <GoOn />}
        </Box>
      }
    >
      {first && <Notice tone="info">{t('doctor.firstText')}</Notice>}
      {error && <ErrorAlert error={error} onRetry={() => void load()} />}
      {(data ?? !error) && (
        <Panel
          title={t('doctor.checks')}
          aside={
            data && (
              <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
                <Age at={data.at} />
              </Box>
            )
          }
        >
          {data ? <Checks report={data} /> : <Waiting what={t('doctor.checks')} rows={6} height={40} />}
        </Panel>
      )}
    </Page>
  );
}
