import type { ModuleInfo, PackageInfo, ServiceInfo, UsersInfo } from '../../../shared/model/host.ts';
import { formatBytes } from '../../../shared/units.ts';
import type { Column } from '../../components/WindowedTable.tsx';
import { Columns } from '../../components/Columns.tsx';
import { t } from '../../words/words.ts';
import { FilteredTable } from './FilteredTable.tsx';
import { BootFacts, OsFacts } from './OsFacts.tsx';
import { SectionPanel } from './SectionPanel.tsx';

type User = UsersInfo['users'][number];

const PACKAGES: readonly Column<PackageInfo>[] = [
  { name: t('overview.packages.name'), width: '2fr', cell: (row) => row.name },
  { name: t('overview.packages.version'), width: '2fr', cell: (row) => row.version },
  { name: t('overview.packages.architecture'), width: '90px', cell: (row) => row.architecture },
];
const SERVICES: readonly Column<ServiceInfo>[] = [
  { name: t('overview.services.name'), width: '2fr', cell: (row) => row.name },
  { name: t('overview.services.active'), width: '1fr', cell: (row) => row.active },
  { name: t('overview.services.enabled'), width: '1fr', cell: (row) => row.enabled ?? t('value.unknown') },
];
const MODULES: readonly Column<ModuleInfo>[] = [
  { name: t('overview.modules.name'), width: '2fr', cell: (row) => row.name },
  { name: t('overview.modules.size'), width: '90px', cell: (row) => formatBytes(row.sizeBytes) },
  { name: t('overview.modules.usedBy'), width: '2fr', cell: (row) => row.usedBy.join(', ') },
];
const USERS: readonly Column<User>[] = [
  { name: t('overview.users.name'), width: '2fr', cell: (row) => row.name },
  { name: t('overview.users.uid'), width: '64px', cell: (row) => row.uid },
  { name: t('overview.users.home'), width: '2fr', cell: (row) => row.home },
  { name: t('overview.users.shell'), width: '2fr', cell: (row) => row.shell },
];

function Lists() {
  return (
    <Columns min={360}>
      <SectionPanel name="packages" title={t('overview.packages.title')} rows={6} flush>
        {(rows) => (
          <FilteredTable
            label={t('overview.packages.title')}
            columns={PACKAGES}
            rows={rows}
            rowKey={(row) => `${row.name}:${row.architecture}:${row.version}`}
            text={(row) => `${row.name} ${row.version}`}
          />
        )}
      </SectionPanel>
      <SectionPanel name="services" title={t('overview.services.title')} rows={6} flush>
        {(rows) => (
          <FilteredTable
            label={t('overview.services.title')}
            columns={SERVICES}
            rows={rows}
            rowKey={(row) => row.name}
            text={(row) => `${row.name} ${row.description ?? ''}`}
          />
        )}
      </SectionPanel>
      <SectionPanel name="modules" title={t('overview.modules.title')} rows={6} flush>
        {(rows) => (
          <FilteredTable
            label={t('overview.modules.title')}
            columns={MODULES}
            rows={rows}
            rowKey={(row) => row.name}
            text={(row) => row.name}
          />
        )}
      </SectionPanel>
      <SectionPanel name="users" title={t('overview.users.title')} rows={6} flush>
        {({ users }) => (
          <FilteredTable
            label={t('overview.users.title')}
            columns={USERS}
            rows={users}
            rowKey={(row) => `${row.name}:${row.uid}`}
            text={(row) => `${row.name} ${row.comment}`}
          />
        )}
      </SectionPanel>
    </Columns>
  );
}

/** Operating system, boot, packages, services, modules, users. */
export function SoftwarePart() {
  return (
    <>
      <Columns min={360}>
        <SectionPanel name="os" title={t('overview.os.title')} rows={4}>
          {(value) => <OsFacts value={value} />}
        </SectionPanel>
        <SectionPanel name="boot" title={t('overview.boot.title')} rows={3}>
          {(value) => <BootFacts value={value} />}
        </SectionPanel>
      </Columns>
      <Lists />
    </>
  );
}
