import { useSection } from '../../api/use-section.ts';
import { Notice } from '../../components/Notice.tsx';
import { UnlockButton } from '../../components/UnlockButton.tsx';
import { t } from '../../words/words.ts';

/** Says that some facts need administrator rights, and offers to ask for them; nothing where all is read. */
export function LockedNotice() {
  const disks = useSection('disks').value ?? [];
  const firmware = useSection('firmware').value?.needsRoot ?? [];
  if (firmware.length === 0 && disks.every(({ needsRoot }) => needsRoot.length === 0)) return null;
  return (
    <Notice tone="info" action={<UnlockButton />}>
      {t('overview.locked')}
    </Notice>
  );
}
