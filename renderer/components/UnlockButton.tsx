import LockOpen from '@mui/icons-material/LockOpenOutlined';
import Button from '@mui/material/Button';
import { unlock } from '../api/unlock.ts';
import { useAction } from '../api/use-action.ts';
import { t } from '../words/words.ts';
import { Notice } from './Notice.tsx';

/** Asks for administrator rights; `onUnlocked` then reads again what was refused. */
export function UnlockButton({ onUnlocked }: { readonly onUnlocked?: () => void }) {
  const { run, busy, error } = useAction(async () => {
    await unlock();
    onUnlocked?.();
  });
  return (
    <>
      <Button size="small" startIcon={<LockOpen />} disabled={busy} onClick={() => void run()}>
        {t('action.unlock')}
      </Button>
      {error && (
        <Notice tone="error" live>
          {error.message} {error.hint && t('error.next', { hint: error.hint })}
        </Notice>
      )}
    </>
  );
}
