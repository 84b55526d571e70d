import Bolt from '@mui/icons-material/BoltOutlined';
import HourglassEmpty from '@mui/icons-material/HourglassEmpty';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Acceleration, CpuInfo, FirmwareInfo } from '../../../shared/model/host.ts';
import { formatElapsed } from '../../../shared/units.ts';
import { Facts } from '../../components/Facts.tsx';
import { t } from '../../words/words.ts';

export function AccelerationFacts({ value }: { readonly value: Acceleration }) {
  const kvm = value.works === 'kvm';
  const Icon = kvm ? Bolt : HourglassEmpty;
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.5 }}>
        <Icon sx={{ color: kvm ? 'success.main' : 'warning.main' }} fontSize="small" aria-hidden />
        <Box sx={{ fontWeight: 600 }}>{t(`overview.acceleration.${value.works}`)}</Box>
      </Box>
      <Typography variant="body2">{value.reason}</Typography>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {value.probedMs > 0 && t('overview.acceleration.took', { time: formatElapsed(value.probedMs) })}
      </Typography>
    </>
  );
}

export function CpuFacts({ value }: { readonly value: CpuInfo }) {
  const { sockets, cores, threads } = value;
  const layout = t('overview.cpu.layout', {
    sockets: t('overview.cpu.sockets', { count: sockets }),
    cores: t('overview.cpu.cores', { count: cores }),
    threads: t('overview.cpu.threads', { count: threads }),
  });
  return (
    <>
      <Box sx={{ fontWeight: 600, typography: 'body2', mb: 0.25 }}>{value.model}</Box>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {layout}
      </Typography>
      <Facts
        facts={[
          [t('overview.cpu.architecture'), value.architecture],
          [
            t('overview.cpu.virtualization'),
            value.virtualization ? t(`overview.cpu.${value.virtualization}`) : t('value.none'),
          ],
          [t('overview.cpu.hypervisor'), value.hypervisor ?? t('overview.cpu.bareMetal')],
        ]}
      />
    </>
  );
}

function yesNo(value: boolean | null): string {
  return value === null ? t('value.unknown') : t(value ? 'value.yes' : 'value.no');
}

export function FirmwareFacts({ value }: { readonly value: FirmwareInfo }) {
  const hidden = (name: string, text: string | null): string =>
    value.needsRoot.includes(name) ? t('value.needsRoot') : (text ?? t('value.unknown'));
  const uefi = value.type === 'uefi';
  return (
    <Facts
      facts={[
        [t('overview.firmware.type'), t(`overview.firmware.${value.type}`)],
        ...(uefi
          ? ([[t('overview.firmware.secureBoot'), hidden('secureBoot', yesNo(value.secureBoot))]] as const)
          : []),
        [t('overview.firmware.tpm'), value.tpm ?? t('value.none')],
        [
          t('overview.firmware.version'),
          [value.vendor, value.version].filter(Boolean).join(' ') || t('value.unknown'),
        ],
        [
          t('overview.firmware.system'),
          [value.systemVendor, value.systemProduct].filter(Boolean).join(' ') || t('value.unknown'),
        ],
        [t('overview.firmware.serial'), hidden('systemSerial', value.systemSerial)],
      ]}
    />
  );
}
