import { Notice } from '../components/Notice.tsx';
import { t } from '../words/words.ts';

/** Says that this is not the official runtime. */
export function StandInNotice() {
  return <Notice tone="warning">{t('frame.standIn')}</Notice>;
}
