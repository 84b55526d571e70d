import PlayArrow from '@mui/icons-material/PlayArrow';
import PowerSettingsNew from '@mui/icons-material/PowerSettingsNew';
import Stop from '@mui/icons-material/Stop';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { MachineSummary } from '../../../shared/model/machine.ts';
import { call } from '../../api/call.ts';
import { useAction } from '../../api/use-action.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { useMachines } from '../../stores/resources.ts';
import { t } from '../../words/words.ts';
import { canShutDown, isOff } from './machine-state.ts';

type Machine = Pick<MachineSummary, 'name' | 'state'>;

interface EndingProps {
  readonly name: string;
  readonly how: 'shutdown' | 'stop';
}

function Ending({ name, how }: EndingProps) {
  const [asking, setAsking] = useState(false);
  const stop = how === 'stop';
  const end = async (): Promise<void> => {
    await call(`machines.${how}`, { name });
    await useMachines.getState().load();
  };
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        color="secondary"
        startIcon={stop ? <Stop /> : <PowerSettingsNew />}
        aria-label={t(`machines.${how}Named`, { name })}
        onClick={() => setAsking(true)}
      >
        {t(`machines.${how}`)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t(`machines.${how}Ask`, { name })}
        text={t(`machines.${how}Text`)}
        confirm={t(`machines.${how}`)}
        danger={stop}
        onConfirm={end}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

/** What can be done with a machine in the state that it is in. */
export function MachineActions({ machine: { name, state } }: { readonly machine: Machine }) {
  const start = useAction(async () => {
    await call('machines.start', { name });
    await useMachines.getState().load();
  });
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'end' }}>
      <Box sx={{ display: 'flex', gap: 1 }}>
        {isOff(state) && (
          <Button
            size="small"
            variant="outlined"
            startIcon={<PlayArrow />}
            loading={start.busy}
            aria-label={t('machines.startNamed', { name })}
            onClick={() => void start.run()}
          >
            {t('machines.start')}
          </Button>
        )}
        {canShutDown(state) && <Ending name={name} how="shutdown" />}
        {!isOff(state) && <Ending name={name} how="stop" />}
      </Box>
      {start.error && <ErrorAlert error={start.error} />}
    </Box>
  );
}
