import type { DiskInfo } from '../../../shared/model/host.ts';
import { t } from '../../words/words.ts';

/** Why a disk can or cannot be captured, in a sentence. */
export function diskReason({ inUse }: Pick<DiskInfo, 'inUse'>): string {
  if (inUse.length === 0) return t('virtualize.source.consistentWhy');
  const uses = inUse.map((use) => t('virtualize.source.inUse', use).trim());
  return `${[...new Set(uses)].join('; ')}. ${t('virtualize.source.later')}`;
}

/** Those that can be chosen come first; otherwise in the order of the host. */
export function byRest(disks: readonly DiskInfo[]): readonly DiskInfo[] {
  return disks.toSorted((a, b) => Number(a.inUse.length > 0) - Number(b.inUse.length > 0));
}
