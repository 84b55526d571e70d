import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

export interface Device {
  readonly id: string;
  readonly name: string;
  readonly note: string;
}

interface Props {
  readonly devices: readonly Device[];
  readonly none: string;
}

export function DeviceList({ devices, none }: Props) {
  if (devices.length === 0) {
    return (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {none}
      </Typography>
    );
  }
  return (
    <Box
      component="ul"
      sx={{ m: 0, p: 0, listStyle: 'none', typography: 'body2', maxHeight: 220, overflow: 'auto' }}
      tabIndex={0}
    >
      {devices.map(({ id, name, note }) => (
        <Box component="li" key={id} sx={{ display: 'flex', gap: 2, py: 0.25 }}>
          <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>{name}</Box>
          <Box sx={{ color: 'text.secondary', typography: 'caption' }}>{note}</Box>
        </Box>
      ))}
    </Box>
  );
}
