import Dns from '@mui/icons-material/DnsOutlined';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { Repository } from '../../../shared/model/storage.ts';
import { formatBytes } from '../../../shared/units.ts';
import { useResource } from '../../api/use-resource.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorAlert } from '../../components/ErrorAlert.tsx';
import { Page } from '../../components/Page.tsx';
import { RepositoryDialog } from '../../components/RepositoryDialog.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useCaptures, useRepositories } from '../../stores/resources.ts';
import { t } from '../../words/words.ts';
import { RepositoryPanel } from './RepositoryPanel.tsx';

function summary(repositories: readonly Repository[]): string {
  const sum = (key: 'allocationBytes' | 'capacityBytes'): string =>
    formatBytes(repositories.reduce((total, repository) => total + repository[key], 0));
  return t('storage.count', {
    count: repositories.length,
    used: sum('allocationBytes'),
    total: sum('capacityBytes'),
  });
}

/** Storage repositories, and the captures in each. */
export function StoragePage() {
  const { data, error, load } = useResource(useRepositories);
  const captures = useResource(useCaptures);
  const [creating, setCreating] = useState(false);
  const create = (
    <Button variant="contained" onClick={() => setCreating(true)}>
      {t('storage.create')}
    </Button>
  );
  const filled = data !== null && data.length > 0;
  return (
    <Page
      title={t('storage.title')}
      subtitle={filled ? summary(data) : t('storage.waiting')}
      action={filled ? create : null}
    >
      {error && <ErrorAlert error={error} onRetry={() => void load()} />}
      {captures.error && <ErrorAlert error={captures.error} onRetry={() => void captures.load()} />}
      {!data && !error && <Waiting what={t('storage.title')} rows={3} height={88} />}
      {data?.length === 0 && <EmptyState icon={Dns} text={t('storage.empty')} action={create} />}
      {data?.map((repository) => (
        <RepositoryPanel
          key={repository.uuid}
          repository={repository}
          captures={captures.data?.filter((capture) => capture.repository === repository.name) ?? null}
        />
      ))}
      <RepositoryDialog open={creating} onClose={() => setCreating(false)} />
    </Page>
  );
}
