import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import type { DiskInfo } from '../../shared/model/host.ts';
import { formatBytes } from '../../shared/units.ts';
import { t } from '../words/words.ts';
import { diskParts, partTitle } from './disk-parts.ts';
import type { DiskPart } from './disk-parts.ts';

function Segment({ part }: { readonly part: DiskPart }) {
  const used = part.usedBytes === null ? null : part.usedBytes / part.sizeBytes;
  return (
    <Tooltip describeChild title={partTitle(part)}>
      <Box
        sx={{
          flex: `${part.sizeBytes} 1 0`,
          minWidth: part.kind === 'free' ? 4 : 14,
          borderRadius: 0.5,
          overflow: 'hidden',
          border: 1,
          borderStyle: part.kind === 'free' ? 'dashed' : 'solid',
          borderColor: part.kind === 'free' ? 'divider' : 'outline',
          bgcolor: part.kind === 'free' ? 'transparent' : 'track',
        }}
      >
        <Box
          sx={{
            height: 1,
            width: used === null ? '100%' : `${Math.min(100, Math.max(2, used * 100))}%`,
            bgcolor: used === null ? 'transparent' : 'primary.main',
            backgroundImage: used === null && part.kind !== 'free' ? HATCH : 'none',
          }}
        />
      </Box>
    </Tooltip>
  );
}

const HATCH = 'repeating-linear-gradient(45deg, transparent 0 4px, var(--mui-palette-outline) 4px 5px)';

/** A disk as a bar of its parts: filled as far as they are used, hatched where that is not known. */
export function DiskBar({ disk }: { readonly disk: DiskInfo }) {
  const parts = diskParts(disk);
  const label = t('overview.disks.bar', {
    path: disk.path,
    size: formatBytes(disk.sizeBytes),
    parts: parts.map(partTitle).join('; '),
  });
  return (
    <Box role="img" aria-label={label} sx={{ display: 'flex', gap: '3px', height: 24 }}>
      {parts.map((part) => (
        <Segment key={part.key} part={part} />
      ))}
    </Box>
  );
}
