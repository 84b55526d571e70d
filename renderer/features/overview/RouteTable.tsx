import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import type { HostSectionValue } from '../../../shared/model/host.ts';
import { TableScroll } from '../../components/TableScroll.tsx';
import { t } from '../../words/words.ts';

const COLUMNS = ['destination', 'gateway', 'interface', 'metric'] as const;

export function RouteTable({ routes }: { readonly routes: HostSectionValue<'routes'> }) {
  if (routes.length === 0) return <Typography sx={{ p: 2, pt: 0 }}>{t('overview.routes.none')}</Typography>;
  return (
    <TableScroll label={t('overview.routes.title')} maxHeight={320}>
      <Table aria-label={t('overview.routes.title')}>
        <TableHead>
          <TableRow>
            {COLUMNS.map((column) => (
              <TableCell key={column}>{t(`overview.routes.${column}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {routes.map((route) => (
            <TableRow key={`${route.destination} ${route.interface} ${route.gateway} ${route.metric}`}>
              <TableCell>{route.destination}</TableCell>
              <TableCell>{route.gateway ?? t('value.none')}</TableCell>
              <TableCell>{route.interface}</TableCell>
              <TableCell>{route.metric ?? ''}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableScroll>
  );
}
