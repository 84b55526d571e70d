import Terminal from '@mui/icons-material/Terminal';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { MachineDetail } from '../../../shared/model/machine.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Notice } from '../../components/Notice.tsx';
import { t } from '../../words/words.ts';
import { isOff } from '../machines/machine-state.ts';
import { useConsole } from './use-console.ts';
import type { ConsoleState } from './use-console.ts';
import { useTerminal } from './use-terminal.ts';

interface BarProps {
  readonly state: ConsoleState;
  readonly onReconnect: () => void;
}

function StateBar({ state, onReconnect }: BarProps) {
  const again = (
    <Button size="small" onClick={onReconnect}>
      {t('console.reconnect')}
    </Button>
  );
  if (state.kind === 'failed') {
    return <ErrorAlert title={t('console.failed')} error={state.error} onRetry={onReconnect} />;
  }
  if (state.kind === 'closed') {
    return (
      <Notice tone="info" live action={again}>
        {t('console.ended', { reason: state.reason })}
      </Notice>
    );
  }
  return (
    <Box
      sx={{ display: 'flex', gap: 2, alignItems: 'center', typography: 'caption', color: 'text.secondary' }}
    >
      <Box role="status" sx={{ flex: 1 }}>
        {t(`console.${state.kind}`)}
      </Box>
      <Typography variant="caption">{t('console.hint')}</Typography>
    </Box>
  );
}

function OpenConsole({ name }: { readonly name: string }) {
  const [round, setRound] = useState(0);
  const label = t('console.label', { name });
  const { place, terminal } = useTerminal(label);
  const state = useConsole(name, terminal, round);
  return (
    <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <StateBar state={state} onReconnect={() => setRound(round + 1)} />
      <Box
        role="region"
        aria-label={label}
        sx={{ bgcolor: '#161513', borderRadius: 1, border: 1, borderColor: 'divider', p: 1 }}
      >
        <Box ref={place} sx={{ height: 'calc(100vh - 300px)', minHeight: 240, overflow: 'hidden' }} />
      </Box>
    </Box>
  );
}

/** What a machine writes to its serial port, and a keyboard into it. */
export function SerialConsole({ machine }: { readonly machine: MachineDetail }) {
  if (!machine.serial) return <EmptyState icon={Terminal} text={t('console.noSerial')} />;
  if (isOff(machine.state))
    return <EmptyState icon={Terminal} text={t('console.off', { name: machine.name })} />;
  return <OpenConsole name={machine.name} />;
}
