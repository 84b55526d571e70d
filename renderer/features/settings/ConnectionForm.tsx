import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { call } from '../../api/call.ts';
import { useAction } from '../../api/use-action.ts';
import { useResource } from '../../api/use-resource.ts';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useConnection } from '../../stores/resources.ts';
import { t } from '../../words/words.ts';

const form = z.object({ uri: z.string().trim().min(1, t('settings.uriMissing')).max(4096) });

/** The address of libvirt. */
export function ConnectionForm() {
  const { data } = useResource(useConnection);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    values: { uri: data?.uri ?? '' },
    resetOptions: { keepDirtyValues: true },
  });
  const { run, busy, error } = useAction(async ({ uri }: z.infer<typeof form>) =>
    useConnection.getState().put(await call('connection.use', { uri })),
  );
  const problem = formState.errors.uri?.message;
  return (
    <Panel title={t('settings.connection')}>
      <form noValidate onSubmit={(event) => void handleSubmit((values) => run(values))(event)}>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', mt: 1 }}>
          <TextField
            {...register('uri')}
            label={t('settings.uri')}
            error={problem !== undefined}
            helperText={problem ?? t('settings.uriHint')}
            slotProps={{ inputLabel: { shrink: true } }}
          />
          <Button type="submit" variant="outlined" loading={busy} sx={{ height: 40 }}>
            {t('settings.use')}
          </Button>
        </Box>
      </form>
      {error && <ErrorAlert error={error} />}
      {data?.reason && data.state === 'disconnected' && (
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{data.reason}</Box>
      )}
    </Panel>
  );
}
