import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { t } from '../words/words.ts';

interface Props {
  readonly what: string;
  readonly rows?: number;
  /** Height of a row in pixels. */
  readonly height?: number;
}

/** Rows in the place of what comes. */
export function Waiting({ what, rows = 3, height = 20 }: Props) {
  return (
    <Box role="status" aria-label={t('loading', { what })} sx={{ display: 'grid', gap: 1 }}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} variant="rounded" height={height} width={row % 3 === 2 ? '60%' : '100%'} />
      ))}
    </Box>
  );
}
