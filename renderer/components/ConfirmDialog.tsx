import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useAction } from '../api/use-action.ts';
import { t } from '../words/words.ts';
import { ErrorAlert } from './ErrorAlert.tsx';

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly text: string;
  /** The verb. */
  readonly confirm: string;
  readonly keep?: string;
  readonly danger?: boolean;
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Names what will happen before it does; stays open with the error where it fails. */
export function ConfirmDialog({
  open,
  title,
  text,
  confirm,
  keep,
  danger = false,
  onConfirm,
  onClose,
}: Props) {
  const id = useId();
  const { run, busy, error, clear } = useAction(onConfirm);
  const close = (): void => {
    clear();
    onClose();
  };
  const go = async (): Promise<void> => {
    if (await run()) close();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      aria-labelledby={id}
      aria-describedby={`${id}-text`}
      maxWidth="xs"
      fullWidth
    >
      <DialogTitle id={id} sx={{ fontSize: 17 }}>
        {title}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Typography id={`${id}-text`} variant="body1" sx={{ color: 'text.secondary' }}>
          {text}
        </Typography>
        {error && <ErrorAlert error={error} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button color="secondary" onClick={close}>
          {keep ?? t('action.cancel')}
        </Button>
        <Button
          variant="contained"
          color={danger ? 'error' : 'primary'}
          loading={busy}
          onClick={() => void go()}
        >
          {confirm}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
