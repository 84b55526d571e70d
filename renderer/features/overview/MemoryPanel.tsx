import Box from '@mui/material/Box';
import { useEffect } from 'react';
import type { MemoryInfo } from '../../../shared/model/host.ts';
import { formatBytes } from '../../../shared/units.ts';
import { useSection } from '../../api/use-section.ts';
import { Facts } from '../../components/Facts.tsx';
import { UsageBar } from '../../components/UsageBar.tsx';
import { t } from '../../words/words.ts';
import { SectionPanel } from './SectionPanel.tsx';

const RENEW_MS = 5000;

function MemoryFacts({ value }: { readonly value: MemoryInfo }) {
  const used = value.totalBytes - value.availableBytes;
  const swap = t('bytesOf', {
    used: formatBytes(value.swapTotalBytes - value.swapFreeBytes),
    total: formatBytes(value.swapTotalBytes),
  });
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box sx={{ fontWeight: 600, typography: 'body2' }}>
        {t('overview.memory.inUse', { used: formatBytes(used), total: formatBytes(value.totalBytes) })}
      </Box>
      <UsageBar label={t('overview.memory.used')} used={used} total={value.totalBytes} />
      <Facts
        facts={[
          [t('overview.memory.available'), formatBytes(value.availableBytes)],
          [t('overview.memory.swap'), value.swapTotalBytes > 0 ? swap : t('overview.memory.noSwap')],
        ]}
      />
    </Box>
  );
}

/** Memory as it is now: nothing announces it, so it is read every five seconds while it is in sight. */
export function MemoryPanel() {
  const { refresh } = useSection('memory');
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && refresh(), RENEW_MS);
    return () => clearInterval(timer);
  }, [refresh]);
  return (
    <SectionPanel name="memory" title={t('overview.memory.title')}>
      {(value) => <MemoryFacts value={value} />}
    </SectionPanel>
  );
}
