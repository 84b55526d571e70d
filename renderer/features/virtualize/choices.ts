import { formatBytes } from '../../../shared/units.ts';
import type { WizardStep } from '../../stores/wizard-draft.ts';
import { captureOnly } from '../../stores/wizard-values.ts';
import type { WizardValues } from '../../stores/wizard-values.ts';
import { t } from '../../words/words.ts';

/** What was chosen in a step, in few words. */
export function choices(step: WizardStep, values: WizardValues): string {
  switch (step) {
    case 'source':
      return values.source === 'existing' ? (values.existing?.capture ?? '') : values.disks.join(', ');
    case 'destination':
      return [values.name, values.source === 'disks' ? values.repository : ''].filter(Boolean).join(', ');
    case 'machine':
      if (captureOnly(values)) return t('virtualize.summary.machineOnly');
      return values.cpus === 0
        ? ''
        : [t('virtualize.summary.cpus', { count: values.cpus }), formatBytes(values.memoryBytes)].join(', ');
    case 'inspect':
    case 'review':
      return '';
  }
}
