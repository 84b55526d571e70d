import Search from '@mui/icons-material/Search';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useFrame } from '../stores/frame.ts';
import { t } from '../words/words.ts';
import { AppearanceToggle } from './AppearanceToggle.tsx';
import { ConnectionMenu } from './ConnectionMenu.tsx';
import { JobsRing } from './JobsRing.tsx';

function SearchField() {
  const setPalette = useFrame((state) => state.setPalette);
  return (
    <ButtonBase
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K"
      onClick={() => setPalette(true)}
      sx={{
        flex: 1,
        maxWidth: 420,
        height: 32,
        px: 1.25,
        gap: 1,
        justifyContent: 'flex-start',
        border: 1,
        borderColor: 'outline',
        borderRadius: 1,
        bgcolor: 'background.paper',
        color: 'text.secondary',
        typography: 'body2',
      }}
    >
      <Search sx={{ fontSize: 18 }} aria-hidden />
      <Box component="span" sx={{ flex: 1, textAlign: 'left', whiteSpace: 'nowrap', overflow: 'hidden' }}>
        {t('frame.search')}
      </Box>
      <Box component="kbd" aria-hidden sx={{ fontFamily: 'inherit', fontSize: 11 }}>
        {t('frame.searchKeys')}
      </Box>
    </ButtonBase>
  );
}

/** Connection, search, what runs, appearance. */
export function TopBar() {
  return (
    <Box
      component="header"
      aria-label={t('frame.bar')}
      sx={{
        height: 48,
        flexShrink: 0,
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        px: 1,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <ConnectionMenu />
      <Box sx={{ flex: 1, display: 'flex', justifyContent: 'center', minWidth: 0 }}>
        <SearchField />
      </Box>
      <JobsRing />
      <AppearanceToggle />
    </Box>
  );
}
