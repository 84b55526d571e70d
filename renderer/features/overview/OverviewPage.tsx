import AutoFixHigh from '@mui/icons-material/AutoFixHighOutlined';
import Button from '@mui/material/Button';
import { useSection } from '../../api/use-section.ts';
import { Page } from '../../components/Page.tsx';
import { PageTabs } from '../../components/PageTabs.tsx';
import { linkTo } from '../../router/route.ts';
import { t } from '../../words/words.ts';
import { HardwarePart } from './HardwarePart.tsx';
import { LockedNotice } from './LockedNotice.tsx';
import { NetworkPart } from './NetworkPart.tsx';
import { SoftwarePart } from './SoftwarePart.tsx';

const PARTS = { hardware: HardwarePart, software: SoftwarePart, network: NetworkPart } as const;
type PartName = keyof typeof PARTS;
const NAMES: readonly PartName[] = ['hardware', 'software', 'network'];

/** This computer as a drawing of facts. */
export function OverviewPage({ part }: { readonly part: string }) {
  const { value: os } = useSection('os');
  const current = NAMES.find((name) => name === part) ?? 'hardware';
  const Part = PARTS[current];
  return (
    <Page
      title={t('overview.title')}
      subtitle={
        os
          ? t('overview.summary', { host: os.hostname, os: os.name, kernel: os.kernel })
          : t('overview.summaryWaiting')
      }
      action={
        <Button variant="contained" size="large" href={linkTo('virtualize')} startIcon={<AutoFixHigh />}>
          {t('overview.virtualize')}
        </Button>
      }
    >
      <LockedNotice />
      <PageTabs
        label={t('overview.tabs')}
        current={current}
        tabs={NAMES.map((name) => ({
          id: name,
          label: t(`overview.${name}`),
          href: linkTo('overview', name),
        }))}
      />
      <Part />
    </Page>
  );
}
