import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { StepList } from './StepList.tsx';
import type { Place } from './StepList.tsx';

interface Props {
  readonly place: Place;
  readonly title: string;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

/** Steps at the left, content at the right, a footer that stays in sight. */
export function WizardLayout({ place, title, children, footer }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const seen = useRef(place);
  useEffect(() => {
    if (seen.current === place) return;
    seen.current = place;
    document.getElementById('content')?.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, [place]);
  return (
    <Box
      sx={{ display: 'grid', gridTemplateColumns: '176px minmax(0, 1fr)', columnGap: 3, alignItems: 'start' }}
    >
      <StepList place={place} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: 980 }}>
        <Typography
          variant="h2"
          ref={heading}
          tabIndex={-1}
          sx={{ fontSize: 18, '&:focus': { outline: 'none' } }}
        >
          {title}
        </Typography>
        {children}
        {footer}
      </Box>
    </Box>
  );
}
