import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { SvgIconComponent } from '@mui/icons-material';
import type { ReactNode } from 'react';

interface Props {
  readonly icon: SvgIconComponent;
  readonly text: string;
  readonly action?: ReactNode;
}

/** One sentence on what will be here, and the action that fills it. */
export function EmptyState({ icon: Icon, text, action }: Props) {
  return (
    <Box
      sx={{
        display: 'grid',
        justifyItems: 'center',
        gap: 2,
        py: 7,
        px: 3,
        border: '1px dashed',
        borderColor: 'divider',
        borderRadius: 1,
      }}
    >
      <Icon sx={{ fontSize: 36, color: 'text.secondary' }} aria-hidden />
      <Typography sx={{ maxWidth: 460, textAlign: 'center', color: 'text.secondary', textWrap: 'balance' }}>
        {text}
      </Typography>
      {action}
    </Box>
  );
}
