import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  /** Narrowest column in pixels. */
  readonly min?: number;
}

/** As many equal columns as fit. */
export function Columns({ children, min = 280 }: Props) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: `repeat(auto-fill, minmax(min(${min}px, 100%), 1fr))`,
      }}
    >
      {children}
    </Box>
  );
}
