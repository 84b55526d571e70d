import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** No padding around the content: for tables. */
  readonly flush?: boolean;
}

/** A titled surface with a hairline border; a region of its own for screen readers. */
export function Panel({ title, aside, children, flush = false }: Props) {
  const id = useId();
  return (
    <Box
      component="section"
      aria-labelledby={id}
      sx={{
        bgcolor: 'background.paper',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        overflow: 'clip',
        minWidth: 0,
        display: 'flex',
        flexDirection: 'column',
      }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          px: 2,
          pt: 1,
          pb: flush ? 0.5 : 0,
          minHeight: 44,
        }}
      >
        <Typography variant="h2" id={id} sx={{ flex: 1, minWidth: 0 }}>
          {title}
        </Typography>
        {aside}
      </Box>
      <Box sx={{ px: flush ? 0 : 2, pb: flush ? 0 : 2, pt: flush ? 0 : 0.5, flex: 1, minWidth: 0 }}>
        {children}
      </Box>
    </Box>
  );
}
