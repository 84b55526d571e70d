import Bedtime from '@mui/icons-material/BedtimeOutlined';
import PlayCircle from '@mui/icons-material/PlayCircleOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { DiskInfo } from '../../../shared/model/host.ts';
import { DiskBar } from '../../components/DiskBar.tsx';
import { DiskHeading } from '../../components/DiskHeading.tsx';
import { DiskLegend } from '../../components/DiskLegend.tsx';
import { Status } from '../../components/Status.tsx';
import { t } from '../../words/words.ts';

const SHOWN = 6;

function DiskRow({ disk }: { readonly disk: DiskInfo }) {
  const used = disk.inUse.length > 0;
  return (
    <Box component="li" sx={{ display: 'grid', gap: 0.75, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline' }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <DiskHeading disk={disk} />
        </Box>
        <Status
          icon={used ? PlayCircle : Bedtime}
          colour={used ? 'info' : 'success'}
          word={t(used ? 'overview.disks.inUse' : 'overview.disks.atRest')}
        />
      </Box>
      <DiskBar disk={disk} />
      <DiskLegend disk={disk} />
    </Box>
  );
}

/** Every disk as a bar of its parts. */
export function DiskList({ disks }: { readonly disks: readonly DiskInfo[] }) {
  const [all, setAll] = useState(false);
  if (disks.length === 0) return <Typography variant="body2">{t('overview.disks.none')}</Typography>;
  const shown = all ? disks : disks.slice(0, SHOWN);
  return (
    <>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 2.5 }}>
        {shown.map((disk) => (
          <DiskRow key={disk.path} disk={disk} />
        ))}
      </Box>
      {disks.length > SHOWN && (
        <Button size="small" sx={{ mt: 1, ml: -0.5 }} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('overview.nics.less') : t('overview.nics.more', { count: disks.length - SHOWN })}
        </Button>
      )}
    </>
  );
}
