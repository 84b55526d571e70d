import CheckCircle from '@mui/icons-material/CheckCircleOutlined';
import Block from '@mui/icons-material/Block';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import { useId } from 'react';
import { useFormContext } from 'react-hook-form';
import type { DiskInfo } from '../../../shared/model/host.ts';
import { useSection } from '../../api/use-section.ts';
import { DiskBar } from '../../components/DiskBar.tsx';
import { DiskHeading } from '../../components/DiskHeading.tsx';
import { DiskLegend } from '../../components/DiskLegend.tsx';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Status } from '../../components/Status.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import type { WizardValues } from '../../stores/wizard-values.ts';
import { t } from '../../words/words.ts';
import { byRest, diskReason } from './disk-reason.ts';

interface RowProps {
  readonly disk: DiskInfo;
  readonly chosen: boolean;
  readonly onToggle: () => void;
}

function Grade({ disk, id }: { readonly disk: DiskInfo; readonly id: string }) {
  const free = disk.inUse.length === 0;
  return (
    <Box id={id} sx={{ typography: 'body2' }}>
      <Status
        icon={free ? CheckCircle : Block}
        colour={free ? 'success' : 'warning'}
        word={t(free ? 'virtualize.source.consistent' : 'virtualize.source.cannot')}
      />
      <Box component="span" sx={{ color: 'text.secondary', ml: 1.5 }}>
        {diskReason(disk)}
      </Box>
    </Box>
  );
}

function DiskRow({ disk, chosen, onToggle }: RowProps) {
  const id = useId();
  const free = disk.inUse.length === 0;
  return (
    <Box component="li" sx={{ ...ROW, borderColor: chosen ? 'primary.main' : 'divider' }}>
      <Checkbox
        checked={chosen}
        disabled={!free}
        onChange={onToggle}
        sx={{ alignSelf: 'start', mt: -0.75, ml: -0.75 }}
        slotProps={{
          input: {
            'aria-label': t('virtualize.source.capture', { path: disk.path }),
            'aria-describedby': id,
          },
        }}
      />
      <Box sx={{ flex: 1, minWidth: 0, display: 'grid', gap: 0.75, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <DiskHeading disk={disk} />
        <DiskBar disk={disk} />
        <DiskLegend disk={disk} />
        <Grade disk={disk} id={id} />
      </Box>
    </Box>
  );
}

const ROW = {
  display: 'flex',
  gap: 1,
  p: 1.5,
  border: 1,
  borderRadius: 1,
  bgcolor: 'background.paper',
} as const;

/** The disks with check marks; those in use say why they cannot be chosen. */
export function DiskChoice() {
  const { watch, setValue, formState } = useFormContext<WizardValues>();
  const { value: disks, error, refresh } = useSection('disks');
  const chosen = watch('disks');
  const toggle = (path: string): void =>
    setValue('disks', chosen.includes(path) ? chosen.filter((other) => other !== path) : [...chosen, path], {
      shouldValidate: formState.errors.disks !== undefined,
    });
  if (error) return <ErrorAlert error={error} onRetry={refresh} />;
  if (!disks) return <Waiting what={t('overview.disks.title')} rows={2} height={96} />;
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}>
      {disks.length === 0 && <li>{t('overview.disks.none')}</li>}
      {byRest(disks).map((disk) => (
        <DiskRow
          key={disk.path}
          disk={disk}
          chosen={chosen.includes(disk.path)}
          onToggle={() => toggle(disk.path)}
        />
      ))}
    </Box>
  );
}
