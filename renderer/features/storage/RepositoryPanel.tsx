import CheckCircle from '@mui/icons-material/CheckCircleOutlined';
import ErrorIcon from '@mui/icons-material/ErrorOutlined';
import StopCircle from '@mui/icons-material/StopCircleOutlined';
import Warning from '@mui/icons-material/WarningAmberOutlined';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { CaptureSummary } from '../../../shared/model/capture.ts';
import type { Repository } from '../../../shared/model/storage.ts';
import { formatBytes } from '../../../shared/units.ts';
import { Mono } from '../../components/Mono.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Status } from '../../components/Status.tsx';
import { UsageBar } from '../../components/UsageBar.tsx';
import { t } from '../../words/words.ts';
import { CaptureTable } from './CaptureTable.tsx';

const STATES = {
  active: { icon: CheckCircle, colour: 'success' },
  inactive: { icon: StopCircle, colour: 'secondary' },
  building: { icon: Warning, colour: 'info' },
  degraded: { icon: Warning, colour: 'warning' },
  inaccessible: { icon: ErrorIcon, colour: 'error' },
} as const;

function Usage({ repository }: { readonly repository: Repository }) {
  const { name, type, path, allocationBytes, capacityBytes, availableBytes } = repository;
  return (
    <Box sx={{ px: 2, pb: 1.5, display: 'grid', gap: 0.75 }}>
      <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
        {type === 'dir' ? t('storage.typeDir') : type} {path && <Mono>{path}</Mono>}
      </Typography>
      <UsageBar label={t('storage.usage', { name })} used={allocationBytes} total={capacityBytes} />
      <Box sx={{ display: 'flex', typography: 'caption', gap: 2 }}>
        <Box sx={{ flex: 1 }}>
          {t('bytesOf', { used: formatBytes(allocationBytes), total: formatBytes(capacityBytes) })}
        </Box>
        <span>{t('storage.free', { free: formatBytes(availableBytes) })}</span>
      </Box>
    </Box>
  );
}

interface Props {
  readonly repository: Repository;
  /** null while they are not known. */
  readonly captures: readonly CaptureSummary[] | null;
}

/** A repository with its use and its captures. */
export function RepositoryPanel({ repository, captures }: Props) {
  return (
    <Panel
      title={repository.name}
      flush
      aside={<Status {...STATES[repository.state]} word={t(`storage.states.${repository.state}`)} />}
    >
      {repository.state === 'active' && <Usage repository={repository} />}
      {captures && captures.length > 0 ? (
        <CaptureTable repository={repository.name} captures={captures} />
      ) : (
        <Typography variant="body2" sx={{ px: 2, pb: 1.5, color: 'text.secondary' }}>
          {captures ? t('storage.noCaptures') : t('loading', { what: t('storage.capturesTitle') })}
        </Typography>
      )}
    </Panel>
  );
}
