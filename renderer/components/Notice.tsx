import CheckCircle from '@mui/icons-material/CheckCircleOutlined';
import ErrorIcon from '@mui/icons-material/ErrorOutlined';
import Info from '@mui/icons-material/InfoOutlined';
import Warning from '@mui/icons-material/WarningAmberOutlined';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

export type Tone = 'info' | 'success' | 'warning' | 'error';

const ICONS = { info: Info, success: CheckCircle, warning: Warning, error: ErrorIcon } as const;

interface Props {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** Read out at once; for what comes up after the page. */
  readonly live?: boolean;
}

/** Something to know, with an icon and a coloured edge; its text is in the page's own colour. */
export function Notice({ tone, children, action, live = false }: Props) {
  const Icon = ICONS[tone];
  return (
    <Box
      role={live ? (tone === 'error' ? 'alert' : 'status') : undefined}
      sx={{
        display: 'flex',
        gap: 1.5,
        px: 1.5,
        py: 1.25,
        border: 1,
        borderColor: 'divider',
        borderLeft: 3,
        borderLeftColor: `${tone}.main`,
        borderRadius: 1,
        bgcolor: 'background.paper',
        minWidth: 0,
      }}
    >
      <Icon fontSize="small" sx={{ color: `${tone}.main`, mt: '1px' }} aria-hidden />
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere', typography: 'body2' }}>{children}</Box>
      {action}
    </Box>
  );
}
