import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { t } from '../words/words.ts';

interface Props {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly action?: ReactNode;
  /** What stands above the title: a link to where one came from. */
  readonly above?: ReactNode;
  readonly children: ReactNode;
}

let first = true;

/** Title, one line that says what is here, the primary action, the content. Takes the focus when it comes. */
export function Page({ title, subtitle, action, above, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – ${t('app')}`;
  }, [title]);
  useEffect(() => {
    // At the very start the focus stays where the window has it: a screen reader then reads from the top.
    if (!first) heading.current?.focus({ preventScroll: true });
    first = false;
  }, []);
  return (
    <Box
      sx={{
        maxWidth: 1440,
        mx: 'auto',
        p: 3,
        display: 'grid',
        gap: 2,
        gridTemplateColumns: 'minmax(0, 1fr)',
      }}
    >
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start', flexWrap: 'wrap' }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          {above}
          <Typography variant="h1" ref={heading} tabIndex={-1} sx={{ overflowWrap: 'anywhere' }}>
            {title}
          </Typography>
          <Typography variant="body2" component="div" sx={{ color: 'text.secondary', minHeight: 20 }}>
            {subtitle}
          </Typography>
        </Box>
        {action}
      </Box>
      {children}
    </Box>
  );
}
