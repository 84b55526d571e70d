import Hub from '@mui/icons-material/HubOutlined';
import Button from '@mui/material/Button';
import { useResource } from '../../api/use-resource.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Page } from '../../components/Page.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { linkTo } from '../../router/route.ts';
import { useNetworks } from '../../stores/resources.ts';
import { t } from '../../words/words.ts';
import { NetworkTable } from './NetworkTable.tsx';

/** The networks of the host. */
export function NetworksPage() {
  const { data, error, load } = useResource(useNetworks);
  const active = data?.filter((network) => network.active).length ?? 0;
  return (
    <Page
      title={t('networks.title')}
      subtitle={
        data && data.length > 0 ? t('networks.count', { count: data.length, active }) : t('networks.waiting')
      }
    >
      {error && <ErrorAlert error={error} onRetry={() => void load()} />}
      {!data && !error && <Waiting what={t('networks.title')} rows={3} height={36} />}
      {data?.length === 0 && (
        <EmptyState
          icon={Hub}
          text={t('networks.empty')}
          action={
            <Button variant="outlined" href={linkTo('doctor')}>
              {t('networks.doctor')}
            </Button>
          }
        />
      )}
      {data && data.length > 0 && <NetworkTable networks={data} />}
    </Page>
  );
}
