import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { linkTo } from '../router/route.ts';
import { useRoute } from '../router/use-route.ts';
import { t } from '../words/words.ts';
import { RAIL } from './pages.ts';

type Place = (typeof RAIL)[number];

function RailLink({
  place: { page, icon: Icon },
  current,
}: {
  readonly place: Place;
  readonly current: boolean;
}) {
  return (
    <Link
      href={linkTo(page)}
      underline="none"
      aria-current={current ? 'page' : undefined}
      sx={{
        display: 'grid',
        justifyItems: 'center',
        gap: 0.25,
        py: 0.5,
        color: current ? 'text.primary' : 'text.secondary',
        fontSize: 11,
        fontWeight: current ? 600 : 500,
        mt: page === 'settings' ? 'auto' : 0,
        '&:hover': { color: 'text.primary' },
        outlineOffset: '-2px !important',
      }}
    >
      <Box
        sx={{
          display: 'grid',
          placeItems: 'center',
          width: 44,
          height: 28,
          borderRadius: 14,
          bgcolor: current ? 'chosen' : 'transparent',
          color: current ? 'primary.main' : 'inherit',
        }}
      >
        <Icon sx={{ fontSize: 20 }} aria-hidden />
      </Box>
      {t(`nav.${page}`)}
    </Link>
  );
}

/** The pages at the left; the current one is marked by shape and colour. */
export function Rail() {
  const { page } = useRoute();
  return (
    <Box
      component="nav"
      aria-label={t('nav.label')}
      sx={{
        width: 72,
        flexShrink: 0,
        display: 'flex',
        flexDirection: 'column',
        gap: 0.5,
        py: 1,
        borderRight: 1,
        borderColor: 'divider',
        overflowY: 'auto',
      }}
    >
      {RAIL.map((place) => (
        <RailLink key={place.page} place={place} current={place.page === page} />
      ))}
    </Box>
  );
}
