import CheckCircle from '@mui/icons-material/CheckCircleOutlined';
import Warning from '@mui/icons-material/WarningAmberOutlined';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { VolumePlan } from '../../shared/model/capture.ts';
import { formatBytes } from '../../shared/units.ts';
import { t } from '../words/words.ts';
import { Status } from './Status.tsx';
import { TableScroll } from './TableScroll.tsx';

function VolumeRow({ volume }: { readonly volume: VolumePlan }) {
  const sure = volume.grade === 'consistent';
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {volume.title}
        {volume.filesystem ? ` (${volume.filesystem})` : ''}
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        {t('bytesOf', { used: formatBytes(volume.usedBytes), total: formatBytes(volume.sizeBytes) })}
      </TableCell>
      <TableCell>
        <Status
          icon={sure ? CheckCircle : Warning}
          colour={sure ? 'success' : 'warning'}
          word={t(sure ? 'virtualize.review.consistent' : 'virtualize.review.bestEffort')}
        />
      </TableCell>
      <TableCell sx={{ color: 'text.secondary' }}>{volume.reason}</TableCell>
    </TableRow>
  );
}

interface Props {
  /** Path of the disk. */
  readonly label: string;
  readonly volumes: readonly VolumePlan[];
}

/** The parts of a disk with their grade of consistency and why. */
export function VolumeTable({ label, volumes }: Props) {
  return (
    <TableScroll label={label}>
      <Table aria-label={label}>
        <TableHead>
          <TableRow>
            <TableCell>{t('virtualize.review.volume')}</TableCell>
            <TableCell>{t('virtualize.review.used')}</TableCell>
            <TableCell>{t('virtualize.review.grade')}</TableCell>
            <TableCell>{t('virtualize.review.why')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {volumes.map((volume) => (
            <VolumeRow key={`${volume.offsetBytes} ${volume.title}`} volume={volume} />
          ))}
        </TableBody>
      </Table>
    </TableScroll>
  );
}
