import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import type { MachineDetail } from '../../../shared/model/machine.ts';
import { Mono } from '../../components/Mono.tsx';
import { TableScroll } from '../../components/TableScroll.tsx';
import { t } from '../../words/words.ts';

function Head({ columns }: { readonly columns: readonly string[] }) {
  return (
    <TableHead>
      <TableRow>
        {columns.map((column) => (
          <TableCell key={column}>{column}</TableCell>
        ))}
      </TableRow>
    </TableHead>
  );
}

function None({ text }: { readonly text: string }) {
  return (
    <Typography variant="body2" sx={{ color: 'text.secondary' }}>
      {text}
    </Typography>
  );
}

export function MachineDisks({ disks }: Pick<MachineDetail, 'disks'>) {
  if (disks.length === 0) return <None text={t('machines.noDisks')} />;
  return (
    <TableScroll label={t('machines.disks')}>
      <Table aria-label={t('machines.disks')}>
        <Head
          columns={[
            t('machines.target'),
            t('machines.bus'),
            t('machines.type'),
            t('machines.format'),
            t('machines.source'),
          ]}
        />
        <TableBody>
          {disks.map((disk) => (
            <TableRow key={disk.target}>
              <TableCell>{disk.target}</TableCell>
              <TableCell>{disk.bus}</TableCell>
              <TableCell>{disk.device}</TableCell>
              <TableCell>{disk.format ?? ''}</TableCell>
              <TableCell>{disk.source ? <Mono>{disk.source}</Mono> : t('value.none')}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableScroll>
  );
}

export function MachineNics({ nics }: Pick<MachineDetail, 'nics'>) {
  if (nics.length === 0) return <None text={t('machines.noNics')} />;
  return (
    <TableScroll label={t('machines.nics')}>
      <Table aria-label={t('machines.nics')}>
        <Head columns={[t('machines.mac'), t('machines.network'), t('machines.model')]} />
        <TableBody>
          {nics.map((nic) => (
            <TableRow key={nic.mac}>
              <TableCell>
                <Mono>{nic.mac}</Mono>
              </TableCell>
              <TableCell>{nic.source ?? t('machines.unplugged')}</TableCell>
              <TableCell>{nic.model ?? ''}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableScroll>
  );
}
