import Add from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import type { Repository } from '../../../shared/model/storage.ts';
import { formatBytes } from '../../../shared/units.ts';
import { useResource } from '../../api/use-resource.ts';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Notice } from '../../components/Notice.tsx';
import { RepositoryDialog } from '../../components/RepositoryDialog.tsx';
import { useRepositories, useSettings } from '../../stores/resources.ts';
import type { WizardValues } from '../../stores/wizard-values.ts';
import { t } from '../../words/words.ts';

function room({ availableBytes, capacityBytes }: Repository): string {
  return t('virtualize.destination.repositoryHint', {
    free: formatBytes(availableBytes),
    total: formatBytes(capacityBytes),
  });
}

/** The one to choose first: the default of the settings, or the only one. */
export function firstChoice(repositories: readonly Repository[], preferred: string | null): string {
  const usable = repositories.filter(({ state }) => state === 'active');
  const only = usable.length === 1 ? usable[0] : undefined;
  return (usable.find(({ name }) => name === preferred) ?? only)?.name ?? '';
}

function RepositorySelect({ repositories }: { readonly repositories: readonly Repository[] }) {
  const { setValue } = useFormContext<WizardValues>();
  const { field, fieldState } = useController<WizardValues, 'repository'>({ name: 'repository' });
  const preferred = useSettings((state) => state.data?.repository ?? null);
  const known = repositories.find(({ name }) => name === field.value);
  useEffect(() => {
    if (field.value === '') setValue('repository', firstChoice(repositories, preferred));
  }, [field.value, repositories, preferred, setValue]);
  return (
    <TextField
      select
      label={t('virtualize.destination.repository')}
      name={field.name}
      value={known?.name ?? ''}
      onChange={field.onChange}
      onBlur={field.onBlur}
      inputRef={field.ref}
      error={fieldState.error !== undefined}
      helperText={fieldState.error?.message ?? (known ? room(known) : ' ')}
      sx={{ maxWidth: 440 }}
    >
      {repositories.map(({ name, state, availableBytes }) => (
        <MenuItem key={name} value={name} disabled={state !== 'active'}>
          {name}
          <Box component="span" sx={{ ml: 1.5, color: 'text.secondary', typography: 'caption' }}>
            {t('storage.free', { free: formatBytes(availableBytes) })}
          </Box>
        </MenuItem>
      ))}
    </TextField>
  );
}

/** The repository that takes the images; one can be made on the spot. */
export function RepositoryField() {
  const { setValue, formState } = useFormContext<WizardValues>();
  const { data, error, load } = useResource(useRepositories);
  const [creating, setCreating] = useState(false);
  const none = data?.length === 0;
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {error && <ErrorAlert error={error} onRetry={() => void load()} />}
      {none && (
        <Notice tone={formState.errors.repository ? 'error' : 'info'}>
          {t('virtualize.destination.noRepositories')}
        </Notice>
      )}
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        {data && !none && <RepositorySelect repositories={data} />}
        <Button
          sx={{ height: 40, flexShrink: 0 }}
          variant="outlined"
          startIcon={<Add />}
          onClick={() => setCreating(true)}
        >
          {t('virtualize.destination.create')}
        </Button>
      </Box>
      <RepositoryDialog
        open={creating}
        onClose={() => setCreating(false)}
        onCreated={({ name }) => setValue('repository', name, { shouldValidate: true })}
      />
    </Box>
  );
}
