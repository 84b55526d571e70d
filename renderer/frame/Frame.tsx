import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { t } from '../words/words.ts';
import { CommandPalette } from './CommandPalette.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { Rail } from './Rail.tsx';
import { StandInBanner } from './StandInBanner.tsx';
import { TopBar } from './TopBar.tsx';
import { useShortcuts } from './use-shortcuts.ts';

function SkipLink() {
  const skip = (): void => document.getElementById('content')?.focus();
  return (
    <Box
      component="button"
      type="button"
      onClick={skip}
      sx={{
        position: 'absolute',
        left: 8,
        top: -60,
        zIndex: 2000,
        px: 2,
        py: 1,
        border: 0,
        borderRadius: 1,
        font: 'inherit',
        bgcolor: 'primary.main',
        color: 'primary.contrastText',
        '&:focus': { top: 8 },
      }}
    >
      {t('frame.skip')}
    </Box>
  );
}

/** Rail and bar around the page. */
export function Frame({ children }: { readonly children: ReactNode }) {
  useShortcuts();
  return (
    <Box sx={{ height: 1, display: 'flex', flexDirection: 'column' }}>
      <SkipLink />
      <TopBar />
      <StandInBanner />
      <Box sx={{ flex: 1, display: 'flex', minHeight: 0 }}>
        <Rail />
        <Box component="main" id="content" tabIndex={-1} sx={{ flex: 1, minWidth: 0, overflow: 'auto' }}>
          {children}
        </Box>
      </Box>
      <CommandPalette />
      <HelpDialog />
    </Box>
  );
}
