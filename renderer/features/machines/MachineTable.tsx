import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { MachineSummary } from '../../../shared/model/machine.ts';
import { formatBytes } from '../../../shared/units.ts';
import { linkTo } from '../../router/route.ts';
import { t } from '../../words/words.ts';
import { MachineActions } from './MachineActions.tsx';
import { MachineStatus } from './MachineStatus.tsx';

function MachineRow({ machine }: { readonly machine: MachineSummary }) {
  return (
    <TableRow hover>
      <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
        <Link href={linkTo('machines', machine.name)}>{machine.name}</Link>
      </TableCell>
      <TableCell>
        <MachineStatus state={machine.state} />
      </TableCell>
      <TableCell align="right">{machine.cpus}</TableCell>
      <TableCell align="right">{formatBytes(machine.memoryBytes)}</TableCell>
      <TableCell align="right">
        <MachineActions machine={machine} />
      </TableCell>
    </TableRow>
  );
}

export function MachineTable({ machines }: { readonly machines: readonly MachineSummary[] }) {
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
      <Table aria-label={t('machines.table')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('machines.name')}</TableCell>
            <TableCell>{t('machines.state')}</TableCell>
            <TableCell align="right">{t('machines.cpus')}</TableCell>
            <TableCell align="right">{t('machines.memory')}</TableCell>
            <TableCell align="right">{t('machines.actions')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {machines.map((machine) => (
            <MachineRow key={machine.uuid} machine={machine} />
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
