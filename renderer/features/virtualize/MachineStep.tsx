import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useEffect } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import { formatBytes } from '../../../shared/units.ts';
import { Notice } from '../../components/Notice.tsx';
import { SizeField } from '../../components/SizeField.tsx';
import { captureOnly, MEMORY_MIN } from '../../stores/wizard-values.ts';
import type { WizardValues } from '../../stores/wizard-values.ts';
import { t } from '../../words/words.ts';
import { NicMapping } from './NicMapping.tsx';
import { mappedNics, suggested, useMachineFacts } from './use-machine-facts.ts';
import type { MachineFacts } from './use-machine-facts.ts';

function CpuField({ facts }: { readonly facts: MachineFacts | null }) {
  const { field, fieldState } = useController<WizardValues, 'cpus'>({ name: 'cpus' });
  const hint = facts ? t('virtualize.machine.cpusHint', { count: facts.threads }) : ' ';
  return (
    <TextField
      type="number"
      label={t('virtualize.machine.cpus')}
      value={field.value === 0 ? '' : field.value}
      onChange={(event) => field.onChange(Number(event.target.value))}
      onBlur={field.onBlur}
      inputRef={field.ref}
      error={fieldState.error !== undefined}
      helperText={fieldState.error?.message ?? hint}
      slotProps={{ htmlInput: { min: 1, max: 512, step: 1 }, inputLabel: { shrink: true } }}
    />
  );
}

function MemoryField({ facts }: { readonly facts: MachineFacts | null }) {
  const { field } = useController<WizardValues, 'memoryBytes'>({ name: 'memoryBytes' });
  return (
    <SizeField
      label={t('virtualize.machine.memory')}
      bytes={field.value}
      min={MEMORY_MIN}
      onChange={field.onChange}
      hint={facts ? t('virtualize.machine.memoryHint', { total: formatBytes(facts.memoryBytes) }) : ' '}
    />
  );
}

const FIRMWARES = ['auto', 'bios', 'uefi'] as const;

function FirmwareField() {
  const { field } = useController<WizardValues, 'firmware'>({ name: 'firmware' });
  return (
    <TextField select label={t('virtualize.machine.firmware')} value={field.value} onChange={field.onChange}>
      {FIRMWARES.map((value) => (
        <MenuItem key={value} value={value}>
          {t(`virtualize.machine.${value}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}

function StartSwitch() {
  const { watch, setValue } = useFormContext<WizardValues>();
  return (
    <Box>
      <FormControlLabel
        label={t('virtualize.machine.start')}
        control={<Switch checked={watch('start')} onChange={(_event, start) => setValue('start', start)} />}
      />
      <FormHelperText>{t('virtualize.machine.startHint')}</FormHelperText>
    </Box>
  );
}

function useSuggestions(facts: MachineFacts | null): void {
  const { getValues, setValue } = useFormContext<WizardValues>();
  useEffect(() => {
    if (!facts) return;
    const values = getValues();
    const { cpus, memoryBytes } = suggested(facts);
    if (values.cpus === 0) setValue('cpus', cpus);
    if (values.memoryBytes === 0) setValue('memoryBytes', memoryBytes);
    setValue('nics', mappedNics(facts, values.nics));
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- suggested anew only where the host itself differs
  }, [facts?.threads, facts?.nics.length, getValues, setValue]);
}

/** Size, firmware and networks of the machine. */
export function MachineStep() {
  const { getValues } = useFormContext<WizardValues>();
  const facts = useMachineFacts(getValues());
  useSuggestions(facts);
  if (captureOnly(getValues())) return <Notice tone="info">{t('virtualize.machine.only')}</Notice>;
  return (
    <>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))' }}>
        <CpuField facts={facts} />
        <MemoryField facts={facts} />
      </Box>
      <FirmwareField />
      <NicMapping />
      <StartSwitch />
    </>
  );
}
