import TextField from '@mui/material/TextField';
import { useEffect } from 'react';
import { useFormContext } from 'react-hook-form';
import { NAME_MAX, NAME_PATTERN } from '../../../shared/model/capture.ts';
import { useSection } from '../../api/use-section.ts';
import { Panel } from '../../components/Panel.tsx';
import type { WizardValues } from '../../stores/wizard-values.ts';
import { t } from '../../words/words.ts';
import { CaptureOptions } from './CaptureOptions.tsx';
import { ChoiceCards } from './ChoiceCards.tsx';
import { RepositoryField } from './RepositoryField.tsx';

/** A name that fits, made of the host's own; empty where none can be. */
export function suggestedName(hostname: string): string {
  const name = hostname.replace(/[^A-Za-z0-9._+-]+/g, '-').slice(0, NAME_MAX);
  return NAME_PATTERN.test(name) ? name : '';
}

function NameField() {
  const { register, formState, getValues, setValue } = useFormContext<WizardValues>();
  const hostname = useSection('os').value?.hostname;
  const problem = formState.errors.name?.message;
  useEffect(() => {
    const { name, existing, source } = getValues();
    const base = source === 'existing' ? existing?.capture : hostname;
    if (name === '' && base !== undefined) setValue('name', suggestedName(base));
  }, [hostname, getValues, setValue]);
  return (
    <TextField
      {...register('name')}
      label={t('virtualize.destination.name')}
      error={problem !== undefined}
      helperText={problem ?? t('virtualize.destination.nameHint')}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { spellCheck: false } }}
      sx={{ maxWidth: 440 }}
    />
  );
}

/** Where to and how: goal, repository, name, and how disks are captured. */
export function DestinationStep() {
  const { watch, setValue } = useFormContext<WizardValues>();
  if (watch('source') === 'existing') return <NameField />;
  return (
    <>
      <ChoiceCards
        label={t('virtualize.destination.goal')}
        value={watch('goal')}
        onChange={(goal) => setValue('goal', goal)}
        choices={[
          {
            value: 'machine',
            label: t('virtualize.destination.goalMachine'),
            hint: t('virtualize.destination.goalMachineHint'),
          },
          {
            value: 'capture',
            label: t('virtualize.destination.goalCapture'),
            hint: t('virtualize.destination.goalCaptureHint'),
          },
        ]}
      />
      <RepositoryField />
      <NameField />
      <Panel title={t('virtualize.destination.how')}>
        <CaptureOptions />
      </Panel>
    </>
  );
}
