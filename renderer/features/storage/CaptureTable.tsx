import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { CaptureSummary } from '../../../shared/model/capture.ts';
import { formatBytes } from '../../../shared/units.ts';
import { Age } from '../../components/Age.tsx';
import { linkTo } from '../../router/route.ts';
import { t } from '../../words/words.ts';
import { CaptureActions } from './CaptureActions.tsx';
import { CaptureStatus } from './CaptureStatus.tsx';

const COLUMNS = ['name', 'state', 'host', 'size', 'age'] as const;

function CaptureRow({ capture }: { readonly capture: CaptureSummary }) {
  const finished = capture.state === 'complete' || capture.state === 'damaged';
  return (
    <TableRow hover>
      <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
        {finished ? (
          <Link href={linkTo('storage', capture.repository, capture.name)}>{capture.name}</Link>
        ) : (
          capture.name
        )}
      </TableCell>
      <TableCell>
        <CaptureStatus state={capture.state} />
      </TableCell>
      <TableCell>{capture.hostname ?? t('value.unknown')}</TableCell>
      <TableCell>
        {formatBytes(capture.fileBytes)}
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {` / ${formatBytes(capture.virtualBytes)}`}
        </Box>
      </TableCell>
      <TableCell>
        <Age at={capture.finishedAt ?? capture.startedAt} />
      </TableCell>
      <TableCell align="right">
        <CaptureActions capture={capture} />
      </TableCell>
    </TableRow>
  );
}

interface Props {
  readonly repository: string;
  readonly captures: readonly CaptureSummary[];
}

export function CaptureTable({ repository, captures }: Props) {
  return (
    <Table aria-label={t('storage.captures', { name: repository })}>
      <TableHead>
        <TableRow>
          {COLUMNS.map((column) => (
            <TableCell key={column}>{t(`storage.capture.${column}`)}</TableCell>
          ))}
          <TableCell align="right">{t('machines.actions')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {captures.map((capture) => (
          <CaptureRow key={capture.name} capture={capture} />
        ))}
      </TableBody>
    </Table>
  );
}
