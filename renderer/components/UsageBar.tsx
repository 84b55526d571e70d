import Box from '@mui/material/Box';
import { wholePercent } from '../format/percent.ts';

interface Props {
  readonly label: string;
  readonly used: number;
  readonly total: number;
}

/** A share as a bar; turns to the warning colour from 90 %. Both in the same unit. */
export function UsageBar({ label, used, total }: Props) {
  const percent = total > 0 ? wholePercent(used / total) : 0;
  return (
    <Box
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      sx={{ height: 8, borderRadius: 1, bgcolor: 'track', overflow: 'hidden' }}
    >
      <Box
        sx={{ width: `${percent}%`, height: 1, bgcolor: percent >= 90 ? 'warning.main' : 'primary.main' }}
      />
    </Box>
  );
}
