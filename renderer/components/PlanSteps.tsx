import Box from '@mui/material/Box';
import type { PlanStep } from '../../shared/model/job.ts';
import { formatBytes, formatTimeLeft } from '../../shared/units.ts';
import { t } from '../words/words.ts';

function amounts({ bytes, seconds }: PlanStep): string {
  return [
    bytes === null ? null : formatBytes(bytes),
    seconds === null || seconds < 1 ? null : formatTimeLeft(seconds),
  ]
    .filter(Boolean)
    .join(', ');
}

function Step({ step }: { readonly step: PlanStep }) {
  return (
    <Box component="li" sx={{ '&::marker': { color: 'text.secondary' } }}>
      <Box sx={{ display: 'flex', gap: 2 }}>
        <Box sx={{ flex: 1, fontWeight: 550, minWidth: 0 }}>{step.title}</Box>
        <Box sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>{amounts(step)}</Box>
      </Box>
      {step.detail && <Box>{step.detail}</Box>}
      <Box sx={{ color: 'text.secondary', typography: 'caption' }}>
        {step.undo === null
          ? t('virtualize.review.noUndo')
          : t('virtualize.review.undo', { undo: step.undo })}
      </Box>
    </Box>
  );
}

/** A plan: what is done in which order, how much, and how it is taken back. */
export function PlanSteps({ steps }: { readonly steps: readonly PlanStep[] }) {
  return (
    <Box
      component="ol"
      sx={{ m: 0, pl: 2.5, display: 'grid', gap: 1, typography: 'body2', overflowWrap: 'anywhere' }}
    >
      {steps.map((step) => (
        <Step key={step.id} step={step} />
      ))}
    </Box>
  );
}
