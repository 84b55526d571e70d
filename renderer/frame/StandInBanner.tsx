import Box from '@mui/material/Box';
import { useResource } from '../api/use-resource.ts';
import { useAppInfo } from '../stores/resources.ts';
import { t } from '../words/words.ts';

/** A line across the window where the runtime is not the official one. */
export function StandInBanner() {
  const { data } = useResource(useAppInfo);
  if (!data?.standInRuntime) return null;
  return (
    <Box
      component="aside"
      aria-label={t('settings.runtime')}
      sx={{
        px: 2,
        py: 0.5,
        typography: 'caption',
        color: 'text.secondary',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      {t('frame.standIn')}
    </Box>
  );
}
