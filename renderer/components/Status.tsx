import Box from '@mui/material/Box';
import type { SvgIconComponent } from '@mui/icons-material';

export type StatusColour = 'success' | 'warning' | 'error' | 'info' | 'primary' | 'secondary';

interface Props {
  readonly icon: SvgIconComponent;
  readonly colour: StatusColour;
  readonly word: string;
}

/** A state: always an icon, a colour and a word. */
export function Status({ icon: Icon, colour, word }: Props) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        verticalAlign: 'middle',
        alignItems: 'center',
        gap: 0.75,
        whiteSpace: 'nowrap',
        fontSize: 13,
      }}
    >
      <Icon sx={{ fontSize: 16, color: `${colour}.main` }} aria-hidden />
      {word}
    </Box>
  );
}
