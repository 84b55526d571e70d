import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useFormContext } from 'react-hook-form';
import { useResource } from '../../api/use-resource.ts';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Mono } from '../../components/Mono.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useNetworks } from '../../stores/resources.ts';
import type { WizardValues } from '../../stores/wizard-values.ts';
import { t } from '../../words/words.ts';

interface RowProps {
  readonly nic: WizardValues['nics'][number];
  readonly networks: readonly string[];
  readonly onChange: (network: string | null) => void;
}

function NicRow({ nic: { name, mac, network }, networks, onChange }: RowProps) {
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 260px)',
        gap: 2,
        alignItems: 'center',
      }}
    >
      <Box sx={{ overflowWrap: 'anywhere' }}>
        <Box component="span" sx={{ fontWeight: 550, mr: 1.5 }}>
          {name}
        </Box>
        <Mono>{mac}</Mono>
      </Box>
      <TextField
        select
        value={network ?? ''}
        onChange={(event) => onChange(event.target.value || null)}
        slotProps={{
          select: {
            displayEmpty: true,
            SelectDisplayProps: { 'aria-label': t('virtualize.machine.network', { mac }) },
          },
        }}
      >
        <MenuItem value="">{t('virtualize.machine.unplugged')}</MenuItem>
        {networks.map((known) => (
          <MenuItem key={known} value={known}>
            {known}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  );
}

/** Which network each of the host's interfaces is plugged into. */
export function NicMapping() {
  const { watch, setValue } = useFormContext<WizardValues>();
  const { data, error, load } = useResource(useNetworks);
  const nics = watch('nics');
  const plug = (mac: string, network: string | null): void =>
    setValue(
      'nics',
      nics.map((nic) => (nic.mac === mac ? { ...nic, network } : nic)),
    );
  return (
    <Panel title={t('virtualize.machine.nics')}>
      <Box sx={{ display: 'grid', gap: 1.25, typography: 'body2' }}>
        {error && <ErrorAlert error={error} onRetry={() => void load()} />}
        <Box sx={{ color: 'text.secondary' }}>
          {t(nics.length === 0 ? 'virtualize.machine.noNics' : 'virtualize.machine.nicsHint')}
        </Box>
        {nics.map((nic) => (
          <NicRow
            key={nic.mac}
            nic={nic}
            networks={data?.map(({ name }) => name) ?? []}
            onChange={(network) => plug(nic.mac, network)}
          />
        ))}
        {nics.some(({ network }) => network !== null) && (
          <Notice tone="warning">{t('virtualize.machine.twin')}</Notice>
        )}
      </Box>
    </Panel>
  );
}
