import Box from '@mui/material/Box';
import Link from '@mui/material/Link';

export interface PageTab {
  readonly id: string;
  readonly label: string;
  readonly href: string;
}

interface Props {
  readonly label: string;
  readonly tabs: readonly PageTab[];
  readonly current: string;
}

/** The parts of a page as links, so that each can be linked to and gone back from. */
export function PageTabs({ label, tabs, current }: Props) {
  return (
    <Box
      component="nav"
      aria-label={label}
      sx={{ display: 'flex', gap: 0.5, borderBottom: 1, borderColor: 'divider' }}
    >
      {tabs.map(({ id, label: name, href }) => (
        <Link
          key={id}
          href={href}
          underline="none"
          aria-current={id === current ? 'page' : undefined}
          sx={{
            px: 1.5,
            py: 1,
            mb: '-1px',
            fontSize: 13,
            fontWeight: 550,
            color: id === current ? 'text.primary' : 'text.secondary',
            borderBottom: 2,
            borderColor: id === current ? 'primary.main' : 'transparent',
            '&:hover': { color: 'text.primary' },
          }}
        >
          {name}
        </Link>
      ))}
    </Box>
  );
}
