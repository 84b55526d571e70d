import CheckCircle from '@mui/icons-material/CheckCircleOutlined';
import ErrorIcon from '@mui/icons-material/ErrorOutlined';
import Warning from '@mui/icons-material/WarningAmberOutlined';
import type { DoctorCheck } from '../../../shared/model/doctor.ts';
import { Status } from '../../components/Status.tsx';
import { t } from '../../words/words.ts';

const STATES = {
  ok: { icon: CheckCircle, colour: 'success' },
  warning: { icon: Warning, colour: 'warning' },
  failed: { icon: ErrorIcon, colour: 'error' },
} as const;

export function CheckStatus({ state }: { readonly state: DoctorCheck['state'] }) {
  return <Status {...STATES[state]} word={t(`doctor.states.${state}`)} />;
}
