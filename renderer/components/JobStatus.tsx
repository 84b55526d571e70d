import Cancel from '@mui/icons-material/CancelOutlined';
import CheckCircle from '@mui/icons-material/CheckCircleOutlined';
import ErrorIcon from '@mui/icons-material/ErrorOutlined';
import PauseCircle from '@mui/icons-material/PauseCircleOutlined';
import Timelapse from '@mui/icons-material/Timelapse';
import type { Job } from '../../shared/model/job.ts';
import { t } from '../words/words.ts';
import { Status } from './Status.tsx';

const STATES = {
  running: { icon: Timelapse, colour: 'info' },
  done: { icon: CheckCircle, colour: 'success' },
  failed: { icon: ErrorIcon, colour: 'error' },
  cancelled: { icon: Cancel, colour: 'secondary' },
  interrupted: { icon: PauseCircle, colour: 'warning' },
} as const;

/** A job's state as icon, colour and word. */
export function JobStatus({ state }: { readonly state: Job['state'] }) {
  return <Status {...STATES[state]} word={t(`jobs.states.${state}`)} />;
}
