import Monitor from '@mui/icons-material/MonitorOutlined';
import Button from '@mui/material/Button';
import { useResource } from '../../api/use-resource.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Page } from '../../components/Page.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { linkTo } from '../../router/route.ts';
import { useMachines } from '../../stores/resources.ts';
import { t } from '../../words/words.ts';
import { isOff } from './machine-state.ts';
import { MachineTable } from './MachineTable.tsx';

/** The machines of the host. */
export function MachinesPage() {
  const { data, error, load } = useResource(useMachines);
  const create = (
    <Button variant="contained" href={linkTo('virtualize')}>
      {t('machines.create')}
    </Button>
  );
  const running = data?.filter(({ state }) => !isOff(state)).length ?? 0;
  return (
    <Page
      title={t('machines.title')}
      subtitle={
        data && data.length > 0 ? t('machines.count', { count: data.length, running }) : t('machines.waiting')
      }
      action={data && data.length > 0 ? create : null}
    >
      {error && <ErrorAlert error={error} onRetry={() => void load()} />}
      {!data && !error && <Waiting what={t('machines.title')} rows={5} height={36} />}
      {data?.length === 0 && <EmptyState icon={Monitor} text={t('machines.empty')} action={create} />}
      {data && data.length > 0 && <MachineTable machines={data} />}
    </Page>
  );
}
