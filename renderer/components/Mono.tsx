import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** An identifier, a path, a command. */
export function Mono({ children }: { readonly children: ReactNode }) {
  return (
    <Box component="code" sx={{ overflowWrap: 'anywhere' }}>
      {children}
    </Box>
  );
}
