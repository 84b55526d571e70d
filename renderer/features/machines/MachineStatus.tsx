import ErrorIcon from '@mui/icons-material/ErrorOutlined';
import Help from '@mui/icons-material/HelpOutlined';
import PauseCircle from '@mui/icons-material/PauseCircleOutlined';
import PlayCircle from '@mui/icons-material/PlayCircleOutlined';
import PowerSettingsNew from '@mui/icons-material/PowerSettingsNew';
import StopCircle from '@mui/icons-material/StopCircleOutlined';
import type { MachineState } from '../../../shared/model/machine.ts';
import { Status } from '../../components/Status.tsx';
import { t } from '../../words/words.ts';

const STATES = {
  running: { icon: PlayCircle, colour: 'success' },
  blocked: { icon: PlayCircle, colour: 'success' },
  paused: { icon: PauseCircle, colour: 'warning' },
  'shutting-down': { icon: PowerSettingsNew, colour: 'info' },
  off: { icon: StopCircle, colour: 'secondary' },
  crashed: { icon: ErrorIcon, colour: 'error' },
  suspended: { icon: PauseCircle, colour: 'warning' },
  unknown: { icon: Help, colour: 'secondary' },
} as const;

/** A machine's state as icon, colour and word. */
export function MachineStatus({ state }: { readonly state: MachineState }) {
  return <Status {...STATES[state]} word={t(`machines.states.${state}`)} />;
}
