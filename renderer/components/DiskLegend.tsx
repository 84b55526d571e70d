import Box from '@mui/material/Box';
import type { DiskInfo } from '../../shared/model/host.ts';
import { formatBytes } from '../../shared/units.ts';
import { t } from '../words/words.ts';
import { diskParts, filesystemWord } from './disk-parts.ts';
import type { DiskPart } from './disk-parts.ts';
import { Mono } from './Mono.tsx';

function use(part: DiskPart): string {
  const size = formatBytes(part.sizeBytes);
  if (part.usedBytes === null) return size;
  return t('bytesOf', { used: formatBytes(part.usedBytes), total: size });
}

function Row({ part }: { readonly part: DiskPart }) {
  return (
    <Box
      component="li"
      sx={{ display: 'grid', gridTemplateColumns: 'minmax(110px, 1.2fr) 92px 1.3fr 1.5fr', columnGap: 2 }}
    >
      <Mono>{part.kind === 'whole' ? t('overview.disks.whole') : part.path}</Mono>
      <span>{filesystemWord(part)}</span>
      <span>{use(part)}</span>
      <Box component="span" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {part.mountPoints.length > 0 ? part.mountPoints.join(', ') : t('overview.disks.notMounted')}
      </Box>
    </Box>
  );
}

/** The parts of a disk in words: path, filesystem, use, mount point. */
export function DiskLegend({ disk }: { readonly disk: DiskInfo }) {
  const parts = diskParts(disk).filter((part) => part.kind !== 'free');
  return (
    <Box
      component="ul"
      aria-label={t('overview.disks.legend', { path: disk.path })}
      sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.25, typography: 'caption' }}
    >
      {parts.map((part) => (
        <Row key={part.key} part={part} />
      ))}
    </Box>
  );
}
