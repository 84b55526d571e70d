import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useFormContext } from 'react-hook-form';
import type { CaptureSummary } from '../../../shared/model/capture.ts';
import { formatBytes } from '../../../shared/units.ts';
import { useResource } from '../../api/use-resource.ts';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { useNow } from '../../components/Age.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { formatAge } from '../../format/age.ts';
import { useCaptures } from '../../stores/resources.ts';
import type { WizardValues } from '../../stores/wizard-values.ts';
import { t } from '../../words/words.ts';

/** A repository's name holds no slash, so this tells every capture apart. */
function key({ repository, capture }: NonNullable<WizardValues['existing']>): string {
  return `${repository}/${capture}`;
}

function CaptureLine({ capture }: { readonly capture: CaptureSummary }) {
  const now = useNow();
  return (
    <>
      <Box component="span" sx={{ fontWeight: 550 }}>
        {`${capture.repository}/${capture.name}`}
      </Box>{' '}
      <Box component="span" sx={{ color: 'text.secondary', typography: 'body2' }}>
        {t('virtualize.source.captureLine', {
          host: capture.hostname ?? t('value.unknown'),
          size: formatBytes(capture.fileBytes),
          age: formatAge(capture.finishedAt ?? capture.startedAt, now),
        })}
      </Box>
    </>
  );
}

/** The finished captures of all repositories. */
export function CaptureChoice() {
  const { watch, setValue } = useFormContext<WizardValues>();
  const { data, error, load } = useResource(useCaptures);
  const chosen = watch('existing');
  if (error) return <ErrorAlert error={error} onRetry={() => void load()} />;
  if (!data) return <Waiting what={t('virtualize.source.captures')} rows={2} height={36} />;
  const finished = data.filter(({ state }) => state === 'complete' || state === 'damaged');
  if (finished.length === 0) return <Notice tone="info">{t('virtualize.source.noCaptures')}</Notice>;
  return (
    <RadioGroup aria-label={t('virtualize.source.captures')} value={chosen ? key(chosen) : ''} sx={LIST}>
      {finished.map((capture) => {
        const existing = { repository: capture.repository, capture: capture.name };
        return (
          <FormControlLabel
            key={key(existing)}
            value={key(existing)}
            label={<CaptureLine capture={capture} />}
            control={<Radio onChange={() => setValue('existing', existing, { shouldValidate: true })} />}
          />
        );
      })}
    </RadioGroup>
  );
}

const LIST = {
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  px: 2,
  py: 1,
  bgcolor: 'background.paper',
} as const;
