import BrightnessAuto from '@mui/icons-material/BrightnessAutoOutlined';
import DarkMode from '@mui/icons-material/DarkModeOutlined';
import LightMode from '@mui/icons-material/LightModeOutlined';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import type { Settings } from '../../shared/model/settings.ts';
import { useResource } from '../api/use-resource.ts';
import { useSettings } from '../stores/resources.ts';
import { saveSettings } from '../stores/save-settings.ts';
import { t } from '../words/words.ts';

const ICONS = { system: BrightnessAuto, light: LightMode, dark: DarkMode } as const;
const NEXT: Readonly<Record<Settings['appearance'], Settings['appearance']>> = {
  system: 'light',
  light: 'dark',
  dark: 'system',
};

/** Goes through system, light and dark. */
export function AppearanceToggle() {
  const { data } = useResource(useSettings);
  const appearance = data?.appearance ?? 'system';
  const Icon = ICONS[appearance];
  const label = t('frame.appearance', { mode: t(`mode.${appearance}`) });
  return (
    <Tooltip title={label}>
      <IconButton
        color="inherit"
        aria-label={label}
        onClick={() => void saveSettings({ appearance: NEXT[appearance] })}
        sx={{ width: 36, height: 36 }}
      >
        <Icon fontSize="small" aria-hidden />
      </IconButton>
    </Tooltip>
  );
}
