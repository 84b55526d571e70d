import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import { useResource } from '../../api/use-resource.ts';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { linkTo } from '../../router/route.ts';
import { useDoctor } from '../../stores/resources.ts';
import { t } from '../../words/words.ts';
import { CheckStatus } from '../doctor/CheckStatus.tsx';

/** What the doctor says, in short. */
export function HealthPanel() {
  const { data, error, load } = useResource(useDoctor);
  const problems = data?.checks.filter(({ state }) => state !== 'ok') ?? [];
  return (
    <Panel
      title={t('overview.health.title')}
      aside={
        <Button size="small" href={linkTo('doctor')}>
          {t('overview.health.open')}
        </Button>
      }
    >
      {error && <ErrorAlert error={error} onRetry={() => void load()} />}
      {!data && !error && <Waiting what={t('overview.health.title')} rows={2} />}
      {data && (
        <Box sx={{ typography: 'body2', mb: 1 }}>
          {problems.length === 0
            ? t('overview.health.fine')
            : t('overview.health.problems', { count: problems.length })}
        </Box>
      )}
      {problems.slice(0, 5).map((check) => (
        <Box key={check.id} sx={{ display: 'flex', gap: 1, py: 0.25, typography: 'body2' }}>
          <CheckStatus state={check.state} />
          <Box sx={{ color: 'text.secondary', minWidth: 0 }}>{check.title}</Box>
        </Box>
      ))}
    </Panel>
  );
}
