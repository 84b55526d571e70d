import Refresh from '@mui/icons-material/Refresh';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import type { ReactNode } from 'react';
import type { HostSectionName, HostSectionValue } from '../../../shared/model/host.ts';
import type { Section } from '../../api/use-section.ts';
import { useSection } from '../../api/use-section.ts';
import { Age } from '../../components/Age.tsx';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { t } from '../../words/words.ts';

interface Props<N extends HostSectionName> {
  readonly name: N;
  readonly title: string;
  /** Rows of the skeleton. */
  readonly rows?: number;
  readonly flush?: boolean;
  readonly children: (value: HostSectionValue<N>) => ReactNode;
}

interface AsideProps {
  readonly title: string;
  readonly section: Pick<Section<HostSectionName>, 'takenAt' | 'loading' | 'refresh'>;
}

function Aside({ title, section: { takenAt, loading, refresh } }: AsideProps) {
  const label = t('action.refresh', { what: title });
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        mr: -0.5,
        color: 'text.secondary',
        typography: 'caption',
      }}
    >
      {takenAt && <Age at={takenAt} />}
      <Tooltip title={label}>
        <IconButton size="small" aria-label={label} aria-disabled={loading} onClick={refresh} color="inherit">
          <Refresh sx={{ fontSize: 18 }} aria-hidden />
        </IconButton>
      </Tooltip>
    </Box>
  );
}

/** One section of the host: loads by itself, shows its age, fails by itself. */
export function SectionPanel<N extends HostSectionName>({
  name,
  title,
  rows = 3,
  flush = false,
  children,
}: Props<N>) {
  const section = useSection(name);
  const { value, error, refresh } = section;
  return (
    <Panel title={title} flush={flush} aside={<Aside title={title} section={section} />}>
      {error && (
        <Box sx={{ p: flush ? 2 : 0, pt: 0 }}>
          <ErrorAlert error={error} onRetry={refresh} />
        </Box>
      )}
      {!error && value === null && (
        <Box sx={{ p: flush ? 2 : 0, pt: flush ? 0 : 0.5 }}>
          <Waiting what={title} rows={rows} />
        </Box>
      )}
      {value !== null && children(value)}
    </Panel>
  );
}
