import Box from '@mui/material/Box';
import type { DiskInfo } from '../../shared/model/host.ts';
import { formatBytes } from '../../shared/units.ts';
import { t } from '../words/words.ts';
import { Mono } from './Mono.tsx';

/** A disk in one line: model, size, kind. */
export function diskSummary(disk: DiskInfo): string {
  return [
    disk.model,
    formatBytes(disk.sizeBytes),
    disk.transport,
    disk.transport === 'loop' ? null : t(disk.rotational ? 'overview.disks.hdd' : 'overview.disks.ssd'),
    disk.removable ? t('overview.disks.removable') : null,
    disk.readOnly ? t('overview.disks.readOnly') : null,
    disk.partitionTable?.type.toUpperCase() ??
      t(disk.needsRoot.includes('partitionTable') ? 'overview.disks.tableUnknown' : 'overview.disks.noTable'),
  ]
    .filter(Boolean)
    .join(' · ');
}

export function DiskHeading({ disk }: { readonly disk: DiskInfo }) {
  return (
    <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'baseline', flexWrap: 'wrap', minWidth: 0 }}>
      <Box component="span" sx={{ fontWeight: 600 }}>
        <Mono>{disk.path}</Mono>
      </Box>
      <Box component="span" sx={{ color: 'text.secondary', typography: 'body2' }}>
        {diskSummary(disk)}
      </Box>
    </Box>
  );
}
