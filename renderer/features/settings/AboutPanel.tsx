import { useResource } from '../../api/use-resource.ts';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { StandInNotice } from '../../frame/StandInNotice.tsx';
import { useAppInfo } from '../../stores/resources.ts';
import { t } from '../../words/words.ts';
import Box from '@mui/material/Box';

/** Version, runtime, licence. */
export function AboutPanel() {
  const { data, error } = useResource(useAppInfo);
  return (
    <Panel title={t('settings.about')}>
      {error && <ErrorAlert error={error} />}
      {!data && !error && <Waiting what={t('settings.about')} rows={3} />}
      {data && (
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          {data.standInRuntime && <StandInNotice />}
          <Facts
            facts={[
              [t('settings.version'), data.version],
              [
                t('settings.runtime'),
                [
                  data.electron && t('settings.electron', { version: data.electron }),
                  data.standInRuntime ? t('settings.standIn') : null,
                ]
                  .filter(Boolean)
                  .join(', ') || t('value.unknown'),
              ],
              [t('settings.user'), data.root ? t('settings.root', { user: data.user }) : data.user],
              [t('settings.licence'), 'Apache-2.0'],
            ]}
          />
        </Box>
      )}
    </Panel>
  );
}
