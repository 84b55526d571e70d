import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import type { CaptureManifest } from '../../../shared/model/capture.ts';
import { formatElapsed } from '../../../shared/units.ts';
import { useCall } from '../../api/use-call.ts';
import { Age } from '../../components/Age.tsx';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Mono } from '../../components/Mono.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { linkTo, navigate } from '../../router/route.ts';
import { chooseExisting } from '../../stores/wizard-draft.ts';
import { t } from '../../words/words.ts';
import { DeleteCapture } from './CaptureActions.tsx';
import { CapturedDiskPanel } from './CapturedDiskPanel.tsx';
import { CaptureStatus } from './CaptureStatus.tsx';

function HostFacts({ manifest }: { readonly manifest: CaptureManifest }) {
  const { host } = manifest;
  return (
    <Panel title={t('storage.capture.from')}>
      <Facts
        facts={[
          [t('storage.capture.host'), host.hostname],
          [t('overview.os.title'), host.os ?? t('value.unknown')],
          [t('overview.firmware.title'), t(`overview.firmware.${host.firmware}`)],
          [t('storage.capture.consistency'), manifest.consistency],
          [t('storage.capture.taken'), <Age at={manifest.finishedAt} />],
          [t('storage.capture.took'), formatElapsed(manifest.tookMs)],
          [t('storage.capture.id'), <Mono>{manifest.id}</Mono>],
        ]}
      />
    </Panel>
  );
}

interface Props {
  readonly repository: string;
  readonly name: string;
}

/** One capture: what it was taken from, its disks, how they were verified. */
export function CapturePage({ repository, name }: Props) {
  const { value, error, reload } = useCall('capture.show', { repository, name });
  const fileBytes = value?.disks.reduce((sum, disk) => sum + disk.fileBytes, 0) ?? 0;
  const use = (): void => {
    chooseExisting({ repository, capture: name });
    navigate(linkTo('virtualize'));
  };
  return (
    <Page
      title={name}
      above={
        <Link href={linkTo('storage')} variant="body2">
          {t('storage.title')}
        </Link>
      }
      subtitle={value && <CaptureStatus state={value.state} />}
      action={
        value && (
          <Box sx={{ display: 'flex', gap: 1, pt: 2 }}>
            <DeleteCapture
              capture={{ repository, name, fileBytes }}
              onDeleted={() => navigate(linkTo('storage'))}
            />
            <Button variant="contained" onClick={use}>
              {t('storage.capture.use')}
            </Button>
          </Box>
        )
      }
    >
      {error && <ErrorAlert error={error} onRetry={reload} />}
      {!value && !error && <Waiting what={name} rows={8} />}
      {value && <HostFacts manifest={value} />}
      {value?.disks.map((disk) => (
        <CapturedDiskPanel key={disk.file} disk={disk} />
      ))}
    </Page>
  );
}
