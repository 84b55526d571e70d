import Box from '@mui/material/Box';
import type { CapturedDisk } from '../../../shared/model/capture.ts';
import { formatBytes } from '../../../shared/units.ts';
import { Facts } from '../../components/Facts.tsx';
import { Mono } from '../../components/Mono.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Panel } from '../../components/Panel.tsx';
import { VolumeTable } from '../../components/VolumeTable.tsx';
import { t } from '../../words/words.ts';

/** One image of a capture: where it is from, its size, its check, and how each part was copied. */
export function CapturedDiskPanel({ disk }: { readonly disk: CapturedDisk }) {
  const { verified, damaged } = disk;
  return (
    <Panel title={disk.source.path} flush>
      <Box sx={{ px: 2, pb: 1.5, display: 'grid', gap: 1 }}>
        {damaged.length > 0 && (
          <Notice tone="error">{t('storage.capture.damagedRanges', { count: damaged.length })}</Notice>
        )}
        <Facts
          facts={[
            [t('storage.capture.file'), <Mono>{disk.file}</Mono>],
            [
              t('storage.capture.source'),
              [disk.source.model, disk.source.serial].filter(Boolean).join(' · ') || t('value.unknown'),
            ],
            [
              t('storage.capture.data'),
              t('bytesOf', { used: formatBytes(disk.usedBytes), total: formatBytes(disk.virtualBytes) }),
            ],
            [t('storage.capture.fileSize'), `${formatBytes(disk.fileBytes)}, ${disk.compression}`],
            [
              t('storage.capture.verified'),
              verified.method === 'compare'
                ? t('storage.capture.compared', { bytes: formatBytes(verified.comparedBytes) })
                : t('storage.capture.notCompared'),
            ],
            [t('storage.capture.sha'), <Mono>{disk.sha256}</Mono>],
          ]}
        />
      </Box>
      <VolumeTable label={disk.source.path} volumes={disk.volumes} />
    </Panel>
  );
}
