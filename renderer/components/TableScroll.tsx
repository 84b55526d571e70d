import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { t } from '../words/words.ts';

interface Props {
  readonly label: string;
  readonly children: ReactNode;
  readonly maxHeight?: number;
}

/** A table that scrolls inside itself where the window is narrow or it is long; reachable by keyboard. */
export function TableScroll({ label, children, maxHeight = 480 }: Props) {
  return (
    <Box
      role="region"
      aria-label={t('scrolls', { what: label })}
      tabIndex={0}
      sx={{ overflow: 'auto', maxHeight, outlineOffset: '-2px !important' }}
    >
      {children}
    </Box>
  );
}
