import LinkIcon from '@mui/icons-material/Link';
import LinkOff from '@mui/icons-material/LinkOff';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import type { NicInfo } from '../../../shared/model/host.ts';
import { Mono } from '../../components/Mono.tsx';
import { Status } from '../../components/Status.tsx';
import { TableScroll } from '../../components/TableScroll.tsx';
import { t } from '../../words/words.ts';

const COLUMNS = ['name', 'link', 'kind', 'addresses', 'mac', 'speed', 'driver'] as const;

function NicRow({ nic }: { readonly nic: NicInfo }) {
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        <Mono>{nic.name}</Mono>
      </TableCell>
      <TableCell>
        <Status
          icon={nic.linkUp ? LinkIcon : LinkOff}
          colour={nic.linkUp ? 'success' : 'secondary'}
          word={t(nic.linkUp ? 'overview.nics.up' : 'overview.nics.down')}
        />
      </TableCell>
      <TableCell>{nic.kind}</TableCell>
      <TableCell>
        {nic.addresses.length === 0
          ? t('overview.nics.noAddress')
          : nic.addresses.map((a) => <div key={a}>{a}</div>)}
      </TableCell>
      <TableCell>{nic.mac ? <Mono>{nic.mac}</Mono> : t('value.none')}</TableCell>
      <TableCell>
        {nic.speedMbit === null ? t('value.unknown') : t('overview.nics.mbit', { count: nic.speedMbit })}
      </TableCell>
      <TableCell>{nic.driver ?? t('value.unknown')}</TableCell>
    </TableRow>
  );
}

/** The host's network interfaces. */
export function NicTable({ nics }: { readonly nics: readonly NicInfo[] }) {
  if (nics.length === 0) return <Typography sx={{ p: 2, pt: 0 }}>{t('overview.nics.none')}</Typography>;
  return (
    <TableScroll label={t('overview.nics.title')}>
      <Table aria-label={t('overview.nics.title')}>
        <TableHead>
          <TableRow>
            {COLUMNS.map((column) => (
              <TableCell key={column}>{t(`overview.nics.${column}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {nics.map((nic) => (
            <NicRow key={nic.name} nic={nic} />
          ))}
        </TableBody>
      </Table>
    </TableScroll>
  );
}
