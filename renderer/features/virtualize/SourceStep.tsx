import FormHelperText from '@mui/material/FormHelperText';
import { useFormContext } from 'react-hook-form';
import type { WizardValues } from '../../stores/wizard-values.ts';
import { t } from '../../words/words.ts';
import { CaptureChoice } from './CaptureChoice.tsx';
import { ChoiceCards } from './ChoiceCards.tsx';
import { DiskChoice } from './DiskChoice.tsx';

/** Disks of this computer, or a capture taken earlier. */
export function SourceStep() {
  const { watch, setValue, formState } = useFormContext<WizardValues>();
  const source = watch('source');
  const problem = source === 'disks' ? formState.errors.disks?.message : formState.errors.existing?.message;
  return (
    <>
      <ChoiceCards
        label={t('virtualize.source.label')}
        value={source}
        onChange={(value) => setValue('source', value)}
        choices={[
          { value: 'disks', label: t('virtualize.source.disks'), hint: t('virtualize.source.disksHint') },
          {
            value: 'existing',
            label: t('virtualize.source.existing'),
            hint: t('virtualize.source.existingHint'),
          },
        ]}
      />
      {source === 'disks' ? <DiskChoice /> : <CaptureChoice />}
      {problem && (
        <FormHelperText error role="alert">
          {problem}
        </FormHelperText>
      )}
    </>
  );
}
