import CheckCircle from '@mui/icons-material/CheckCircleOutlined';
import StopCircle from '@mui/icons-material/StopCircleOutlined';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { Network } from '../../../shared/model/network.ts';
import { Mono } from '../../components/Mono.tsx';
import { Status } from '../../components/Status.tsx';
import { TableScroll } from '../../components/TableScroll.tsx';
import { t } from '../../words/words.ts';

const COLUMNS = ['name', 'state', 'mode', 'bridge', 'addresses', 'dhcp', 'autostart'] as const;
const MODES = ['nat', 'route', 'open', 'bridge', 'isolated'] as const;

function modeName(mode: string): string {
  const known = MODES.find((name) => name === mode);
  return known ? t(`networks.modes.${known}`) : mode;
}

function yesNo(value: boolean): string {
  return t(value ? 'value.yes' : 'value.no');
}

function NetworkRow({ network }: { readonly network: Network }) {
  return (
    <TableRow hover>
      <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
        {network.name}
      </TableCell>
      <TableCell>
        <Status
          icon={network.active ? CheckCircle : StopCircle}
          colour={network.active ? 'success' : 'secondary'}
          word={t(network.active ? 'networks.active' : 'networks.inactive')}
        />
      </TableCell>
      <TableCell>{modeName(network.mode)}</TableCell>
      <TableCell>{network.bridge ? <Mono>{network.bridge}</Mono> : t('value.none')}</TableCell>
      <TableCell>{network.addresses.join(', ') || t('value.none')}</TableCell>
      <TableCell>{yesNo(network.dhcp)}</TableCell>
      <TableCell>{yesNo(network.autostart)}</TableCell>
    </TableRow>
  );
}

export function NetworkTable({ networks }: { readonly networks: readonly Network[] }) {
  return (
    <Box
      sx={{
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'background.paper',
        overflow: 'clip',
      }}
    >
      <TableScroll label={t('networks.table')} maxHeight={2000}>
        <Table aria-label={t('networks.table')}>
          <TableHead>
            <TableRow>
              {COLUMNS.map((column) => (
                <TableCell key={column}>{t(`networks.${column}`)}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {networks.map((network) => (
              <NetworkRow key={network.uuid} network={network} />
            ))}
          </TableBody>
        </Table>
      </TableScroll>
    </Box>
  );
}
