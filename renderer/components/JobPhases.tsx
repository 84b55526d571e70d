import Block from '@mui/icons-material/Block';
import CheckCircle from '@mui/icons-material/CheckCircleOutlined';
import ErrorIcon from '@mui/icons-material/ErrorOutlined';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import Timelapse from '@mui/icons-material/Timelapse';
import Box from '@mui/material/Box';
import type { JobPhase } from '../../shared/model/job.ts';
import { t } from '../words/words.ts';
import { Status } from './Status.tsx';

const STATES = {
  waiting: { icon: RadioButtonUnchecked, colour: 'secondary' },
  running: { icon: Timelapse, colour: 'info' },
  done: { icon: CheckCircle, colour: 'success' },
  failed: { icon: ErrorIcon, colour: 'error' },
  cancelled: { icon: Block, colour: 'secondary' },
} as const;

/** The phases in order, each with its state. */
export function JobPhases({ phases }: { readonly phases: readonly JobPhase[] }) {
  return (
    <Box
      component="ol"
      sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.75, typography: 'body2' }}
    >
      {phases.map(({ id, title, state }) => (
        <Box component="li" key={id} sx={{ display: 'flex', gap: 2 }}>
          <Box sx={{ width: 90, flexShrink: 0 }}>
            <Status {...STATES[state]} word={t(`jobs.phaseStates.${state}`)} />
          </Box>
          <Box sx={{ color: state === 'waiting' ? 'text.secondary' : 'text.primary', minWidth: 0 }}>
            {title}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
