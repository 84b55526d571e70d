import CheckCircle from '@mui/icons-material/CheckCircleOutlined';
import PauseCircle from '@mui/icons-material/PauseCircleOutlined';
import Timelapse from '@mui/icons-material/Timelapse';
import Warning from '@mui/icons-material/WarningAmberOutlined';
import type { CaptureSummary } from '../../../shared/model/capture.ts';
import { Status } from '../../components/Status.tsx';
import { t } from '../../words/words.ts';

const STATES = {
  complete: { icon: CheckCircle, colour: 'success' },
  damaged: { icon: Warning, colour: 'error' },
  running: { icon: Timelapse, colour: 'info' },
  interrupted: { icon: PauseCircle, colour: 'warning' },
} as const;

export function CaptureStatus({ state }: { readonly state: CaptureSummary['state'] }) {
  return <Status {...STATES[state]} word={t(`storage.captureStates.${state}`)} />;
}
