import Button from '@mui/material/Button';
import { Page } from '../../components/Page.tsx';
import { useDraft } from '../../stores/wizard-draft.ts';
import { t } from '../../words/words.ts';
import { RunView } from './RunView.tsx';
import { Wizard } from './Wizard.tsx';

/** From this computer, or a capture of one, to a machine. */
export function VirtualizePage() {
  const jobId = useDraft((draft) => draft.jobId);
  const touched = useDraft((draft) => draft.furthest !== 'inspect' || draft.jobId !== null);
  const reset = useDraft((draft) => draft.reset);
  const again = (
    <Button color="secondary" onClick={reset}>
      {t('virtualize.startOver')}
    </Button>
  );
  return (
    <Page
      title={t('virtualize.title')}
      subtitle={t('virtualize.subtitle')}
      action={touched && jobId === null ? again : null}
    >
      {jobId === null ? <Wizard /> : <RunView id={jobId} />}
    </Page>
  );
}
