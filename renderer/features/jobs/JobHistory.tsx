import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { Job } from '../../../shared/model/job.ts';
import { formatElapsed } from '../../../shared/units.ts';
import { Age } from '../../components/Age.tsx';
import { elapsedMs } from '../../components/job-progress.ts';
import { JobStatus } from '../../components/JobStatus.tsx';
import { linkTo } from '../../router/route.ts';
import { t } from '../../words/words.ts';

const COLUMNS = ['name', 'state', 'started', 'took'] as const;

/** Jobs that are over. */
export function JobHistory({ jobs }: { readonly jobs: readonly Job[] }) {
  return (
    <Table aria-label={t('jobs.table')}>
      <TableHead>
        <TableRow>
          {COLUMNS.map((column) => (
            <TableCell key={column}>{t(`jobs.${column}`)}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {jobs.map((job) => (
          <TableRow key={job.id} hover>
            <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
              <Link href={linkTo('jobs', job.id)}>{job.title}</Link>
            </TableCell>
            <TableCell>
              <JobStatus state={job.state} />
            </TableCell>
            <TableCell>
              <Age at={job.createdAt} />
            </TableCell>
            <TableCell>{job.finishedAt ? formatElapsed(elapsedMs(job, 0)) : ''}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
