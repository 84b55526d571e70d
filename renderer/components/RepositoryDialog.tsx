import { zodResolver } from '@hookform/resolvers/zod';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useForm } from 'react-hook-form';
import { createRepositoryRequest } from '../../shared/model/storage.ts';
import type { CreateRepositoryRequest, Repository } from '../../shared/model/storage.ts';
import { call } from '../api/call.ts';
import { useAction } from '../api/use-action.ts';
import { useRepositories } from '../stores/resources.ts';
import { t } from '../words/words.ts';
import { ErrorAlert } from './ErrorAlert.tsx';

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onCreated?: (repository: Repository) => void;
}

function RepositoryForm({ onClose, onCreated }: Omit<Props, 'open'>) {
  const { register, handleSubmit, formState } = useForm<CreateRepositoryRequest>({
    resolver: zodResolver(createRepositoryRequest),
    defaultValues: { name: '', path: '' },
  });
  const { run, busy, error } = useAction(async (request: CreateRepositoryRequest) => {
    const made = await call('storage.create', request);
    await useRepositories.getState().load();
    onCreated?.(made);
    onClose();
  });
  const { name, path } = formState.errors;
  return (
    // The page's policy forbids sending forms anywhere; the handler keeps it here.
    <form noValidate onSubmit={(event) => void handleSubmit((request) => run(request))(event)}>
      <DialogContent sx={{ display: 'grid', gap: 2, pt: '8px !important' }}>
        <TextField
          {...register('name')}
          label={t('storage.dialog.name')}
          autoFocus
          error={name !== undefined}
          helperText={name?.message ?? t('storage.dialog.nameHint')}
        />
        <TextField
          {...register('path')}
          label={t('storage.dialog.path')}
          error={path !== undefined}
          helperText={path?.message ?? t('storage.dialog.pathHint')}
        />
        {error && <ErrorAlert error={error} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button color="secondary" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" variant="contained" loading={busy}>
          {t('storage.dialog.create')}
        </Button>
      </DialogActions>
    </form>
  );
}

/** Makes a directory repository. */
export function RepositoryDialog({ open, ...rest }: Props) {
  return (
    <Dialog open={open} onClose={rest.onClose} aria-labelledby="repository-title" maxWidth="xs" fullWidth>
      <DialogTitle id="repository-title" sx={{ fontSize: 17 }}>
        {t('storage.dialog.title')}
      </DialogTitle>
      <RepositoryForm {...rest} />
    </Dialog>
  );
}
