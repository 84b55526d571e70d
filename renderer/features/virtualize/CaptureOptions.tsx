import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useController, useFormContext } from 'react-hook-form';
import type { WizardValues } from '../../stores/wizard-values.ts';
import { t } from '../../words/words.ts';
import { ChoiceCards } from './ChoiceCards.tsx';

const COMPRESSIONS = [
  ['zstd', 'virtualize.destination.zstd'],
  ['zlib', 'virtualize.destination.zlib'],
  ['none', 'virtualize.destination.uncompressed'],
] as const;

function Verify() {
  const { watch, setValue } = useFormContext<WizardValues>();
  return (
    <Box>
      <FormControlLabel
        label={t('virtualize.destination.verify')}
        control={
          <Switch checked={watch('verify')} onChange={(_event, verify) => setValue('verify', verify)} />
        }
      />
      <FormHelperText>{t('virtualize.destination.verifyHint')}</FormHelperText>
    </Box>
  );
}

/** Consistency, compression, verification. */
export function CaptureOptions() {
  const { field } = useController<WizardValues, 'compression'>({ name: 'compression' });
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <ChoiceCards
        label={t('virtualize.destination.consistency')}
        value="offline"
        onChange={() => undefined}
        choices={[
          {
            value: 'offline',
            label: t('virtualize.destination.offline'),
            hint: t('virtualize.destination.offlineHint'),
          },
        ]}
      />
      <Box sx={{ typography: 'caption', color: 'text.secondary', mt: -1 }}>
        {`${t('virtualize.destination.laterTitle')}: ${t('virtualize.destination.laterText')}`}
      </Box>
      <TextField
        select
        label={t('virtualize.destination.compression')}
        value={field.value}
        onChange={field.onChange}
        sx={{ maxWidth: 440 }}
      >
        {COMPRESSIONS.map(([value, label]) => (
          <MenuItem key={value} value={value}>
            {t(label)}
          </MenuItem>
        ))}
      </TextField>
      <Verify />
    </Box>
  );
}
