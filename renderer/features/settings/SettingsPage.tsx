import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import type { Settings } from '../../../shared/model/settings.ts';
import { useAction } from '../../api/use-action.ts';
import { useResource } from '../../api/use-resource.ts';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { linkTo } from '../../router/route.ts';
import { useFrame } from '../../stores/frame.ts';
import { useRepositories, useSettings } from '../../stores/resources.ts';
import { saveSettings } from '../../stores/save-settings.ts';
import { t } from '../../words/words.ts';
import { AboutPanel } from './AboutPanel.tsx';
import { ConnectionForm } from './ConnectionForm.tsx';

const APPEARANCES = ['system', 'light', 'dark'] as const;

interface PartProps {
  readonly settings: Settings;
  readonly save: (change: Partial<Settings>) => void;
}

function AppearancePanel({ settings, save }: PartProps) {
  return (
    <Panel title={t('settings.appearance')}>
      <RadioGroup row aria-label={t('settings.appearance')} value={settings.appearance}>
        {APPEARANCES.map((name) => (
          <FormControlLabel
            key={name}
            value={name}
            label={t(`settings.appearances.${name}`)}
            control={<Radio onChange={() => save({ appearance: name })} />}
          />
        ))}
      </RadioGroup>
    </Panel>
  );
}

function RepositoryPanel({ settings, save }: PartProps) {
  const { data } = useResource(useRepositories);
  const names = new Set([
    ...(data ?? []).map(({ name }) => name),
    ...(settings.repository ? [settings.repository] : []),
  ]);
  return (
    <Panel title={t('settings.repository')}>
      <TextField
        select
        label={t('settings.repository')}
        helperText={t('settings.repositoryHint')}
        value={settings.repository ?? ''}
        onChange={(event) => save({ repository: event.target.value || null })}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        sx={{ mt: 1, maxWidth: 360 }}
      >
        <MenuItem value="">{t('settings.noDefault')}</MenuItem>
        {[...names].map((name) => (
          <MenuItem key={name} value={name}>
            {name}
          </MenuItem>
        ))}
      </TextField>
    </Panel>
  );
}

function NotificationsPanel({ settings, save }: PartProps) {
  return (
    <Panel title={t('settings.notifications')}>
      <FormControlLabel
        label={t('settings.notify')}
        control={
          <Switch
            checked={settings.notifications}
            onChange={(_event, notifications) => save({ notifications })}
          />
        }
      />
    </Panel>
  );
}

function CommandsPanel() {
  const setHelp = useFrame((state) => state.setHelp);
  return (
    <Panel title={t('settings.commands')}>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Button variant="outlined" href={linkTo('doctor')}>
          {t('settings.doctor')}
        </Button>
        <Button variant="outlined" color="secondary" onClick={() => setHelp(true)}>
          {t('settings.keyboard')}
        </Button>
      </Box>
    </Panel>
  );
}

/** What the user chooses for this application. */
export function SettingsPage() {
  const { data, error, load } = useResource(useSettings);
  const saving = useAction(saveSettings);
  const save = (change: Partial<Settings>): void => void saving.run(change);
  return (
    <Page title={t('settings.title')} subtitle={t('settings.subtitle')}>
      <Box sx={{ display: 'grid', gap: 2, maxWidth: 760 }}>
        {error && <ErrorAlert error={error} onRetry={() => void load()} />}
        {saving.error && <ErrorAlert error={saving.error} />}
        {!data && !error && <Waiting what={t('settings.title')} rows={6} height={48} />}
        {data && <AppearancePanel settings={data} save={save} />}
        <ConnectionForm />
        {data && <RepositoryPanel settings={data} save={save} />}
        {data && <NotificationsPanel settings={data} save={save} />}
        <CommandsPanel />
        <AboutPanel />
      </Box>
    </Page>
  );
}
