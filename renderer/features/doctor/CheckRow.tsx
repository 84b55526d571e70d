import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useState } from 'react';
import type { DoctorCheck } from '../../../shared/model/doctor.ts';
import type { ProgressReport } from '../../../shared/model/job.ts';
import { call } from '../../api/call.ts';
import { useAction } from '../../api/use-action.ts';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Mono } from '../../components/Mono.tsx';
import { useDoctor } from '../../stores/resources.ts';
import { t } from '../../words/words.ts';
import { CheckStatus } from './CheckStatus.tsx';

function progressText(report: ProgressReport | null): string {
  if (report?.kind === 'phase') return report.title;
  return report?.kind === 'log' || report?.kind === 'undone' ? report.text : '';
}

function Fix({ id, fix }: { readonly id: string; readonly fix: NonNullable<DoctorCheck['fix']> }) {
  const [report, setReport] = useState<ProgressReport | null>(null);
  const onProgress = (next: ProgressReport): void => {
    if (next.kind !== 'progress') setReport(next);
  };
  const { run, busy, error } = useAction(async () =>
    useDoctor.getState().put(await call('doctor.fix', { id }, { onProgress })),
  );
  return (
    <Box sx={{ display: 'grid', gap: 0.75, mt: 0.75, justifyItems: 'start' }}>
      <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
        {t('doctor.runs')} <Mono>{fix.command}</Mono>
      </Box>
      <Button variant="outlined" size="small" loading={busy} onClick={() => void run()}>
        {fix.title}
      </Button>
      {busy && (
        <Box role="status" sx={{ width: 1, typography: 'caption' }}>
          <LinearProgress aria-label={t('doctor.fixing', { title: fix.title })} />
          {progressText(report)}
        </Box>
      )}
      {error && <ErrorAlert error={error} />}
    </Box>
  );
}

/** One check: what was found, the next step, and its repair. */
export function CheckRow({ check }: { readonly check: DoctorCheck }) {
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 2,
        py: 1.25,
        borderTop: 1,
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ width: 120, flexShrink: 0 }}>
        <CheckStatus state={check.state} />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0, typography: 'body2', overflowWrap: 'anywhere' }}>
        <Box sx={{ fontWeight: 600 }}>{check.title}</Box>
        <Box>{check.finding}</Box>
        {check.hint && <Box sx={{ color: 'text.secondary' }}>{t('error.next', { hint: check.hint })}</Box>}
        {check.fix && <Fix id={check.id} fix={check.fix} />}
      </Box>
    </Box>
  );
}
