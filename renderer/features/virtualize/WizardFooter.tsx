import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { WizardStep } from '../../stores/wizard-draft.ts';
import { captureOnly } from '../../stores/wizard-values.ts';
import type { WizardValues } from '../../stores/wizard-values.ts';
import { t } from '../../words/words.ts';
import { useEstimates } from './use-estimates.ts';
import type { Plan } from './use-plan.ts';

interface Props {
  readonly values: WizardValues;
  readonly plan: Plan;
  readonly step: WizardStep;
  readonly busy: boolean;
  readonly onBack: (() => void) | null;
  readonly onNext: () => void;
}

function startWord(values: WizardValues): string {
  if (values.source === 'existing') return t('virtualize.review.startMachine');
  return t(captureOnly(values) ? 'virtualize.review.startCapture' : 'virtualize.review.startBoth');
}

function Estimates({ values, plan }: Pick<Props, 'values' | 'plan'>) {
  const facts = useEstimates(values, plan);
  return (
    <Box component="dl" aria-label={t('virtualize.foot.label')} sx={ESTIMATES}>
      {facts.map(([name, value]) => (
        <Box key={name} sx={{ minWidth: 0 }}>
          <Box component="dt" sx={{ color: 'text.secondary', fontSize: 12 }}>
            {name}
          </Box>
          <Box component="dd" sx={{ m: 0, fontSize: 13, fontWeight: 550 }}>
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

const ESTIMATES = {
  m: 0,
  flex: 1,
  display: 'flex',
  gap: 3,
  rowGap: 0.5,
  flexWrap: 'wrap',
  minWidth: 0,
} as const;

/** Estimates that are always in sight, and the way on. */
export function WizardFooter({ values, plan, step, busy, onBack, onNext }: Props) {
  const review = step === 'review';
  const blocked = review && (plan.whole === null || plan.whole.refusals.length > 0);
  return (
    <Box sx={FOOTER}>
      <Estimates values={values} plan={plan} />
      <Box sx={{ display: 'flex', gap: 1 }}>
        {onBack && (
          <Button color="secondary" onClick={onBack}>
            {t('action.back')}
          </Button>
        )}
        <Button variant="contained" loading={busy} disabled={blocked} onClick={onNext}>
          {review ? startWord(values) : t('action.next')}
        </Button>
      </Box>
    </Box>
  );
}

const FOOTER = {
  position: 'sticky',
  bottom: 0,
  zIndex: 3,
  display: 'flex',
  gap: 2,
  alignItems: 'center',
  mb: -3,
  py: 1.5,
  bgcolor: 'background.default',
  borderTop: 1,
  borderColor: 'divider',
} as const;
