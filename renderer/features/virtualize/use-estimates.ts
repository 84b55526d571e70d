import { formatBytes, formatTimeLeft } from '../../../shared/units.ts';
import type { DiskInfo } from '../../../shared/model/host.ts';
import { useSection } from '../../api/use-section.ts';
import { usedAtMost } from '../../components/disk-parts.ts';
import { useRepositories } from '../../stores/resources.ts';
import type { WizardValues } from '../../stores/wizard-values.ts';
import { t } from '../../words/words.ts';
import type { Plan } from './use-plan.ts';

type Estimate = readonly [name: string, value: string];

/** Data in words before a plan is made: at most what the disks are known to hold. */
export function dataBefore(
  values: Pick<WizardValues, 'source' | 'disks'>,
  disks: readonly DiskInfo[],
): string {
  if (values.source === 'existing') return t('virtualize.foot.noCopy');
  const chosen = disks.filter(({ path }) => values.disks.includes(path));
  if (chosen.length === 0) return t('virtualize.foot.none');
  const bytes = chosen.reduce((sum, disk) => sum + usedAtMost(disk), 0);
  return t('virtualize.foot.upTo', { size: formatBytes(bytes) });
}

/** Data, size, time and free space: as planned, or as far as they are known before. */
export function useEstimates(values: WizardValues, { capture }: Plan): readonly Estimate[] {
  const { value: disks } = useSection('disks');
  const repositories = useRepositories((state) => state.data);
  const target = values.source === 'existing' ? values.existing?.repository : values.repository;
  const free =
    capture?.target?.freeBytes ?? repositories?.find(({ name }) => name === target)?.availableBytes;
  const unknown = values.source === 'existing' ? t('virtualize.foot.noCopy') : t('virtualize.foot.later');
  return [
    [t('virtualize.foot.data'), capture ? formatBytes(capture.usedBytes) : dataBefore(values, disks ?? [])],
    [t('virtualize.foot.size'), capture ? formatBytes(capture.estimatedBytes) : unknown],
    [t('virtualize.foot.time'), capture ? formatTimeLeft(capture.estimatedSeconds) : unknown],
    [t('virtualize.foot.free'), free === undefined ? t('virtualize.foot.none') : formatBytes(free)],
  ];
}
