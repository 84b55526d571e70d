import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { DoctorPage } from './features/doctor/DoctorPage.tsx';
import { JobPage } from './features/jobs/JobPage.tsx';
import { JobsPage } from './features/jobs/JobsPage.tsx';
import { MachinePage } from './features/machines/MachinePage.tsx';
import { MachinesPage } from './features/machines/MachinesPage.tsx';
import { NetworksPage } from './features/networks/NetworksPage.tsx';
import { OverviewPage } from './features/overview/OverviewPage.tsx';
import { SettingsPage } from './features/settings/SettingsPage.tsx';
import { CapturePage } from './features/storage/CapturePage.tsx';
import { StoragePage } from './features/storage/StoragePage.tsx';
import { VirtualizePage } from './features/virtualize/VirtualizePage.tsx';
import type { Route } from './router/route.ts';
import { useRoute } from './router/use-route.ts';

function pageOf({ page, rest: [first, second] }: Route) {
  switch (page) {
    case 'overview':
      return <OverviewPage part={first ?? 'hardware'} />;
    case 'virtualize':
      return <VirtualizePage />;
    case 'machines':
      return first === undefined ? (
        <MachinesPage />
      ) : (
        <MachinePage key={first} name={first} part={second ?? 'overview'} />
      );
    case 'storage':
      return first === undefined || second === undefined ? (
        <StoragePage />
      ) : (
        <CapturePage key={`${first}/${second}`} repository={first} name={second} />
      );
    case 'networks':
      return <NetworksPage />;
    case 'jobs':
      return first === undefined ? <JobsPage /> : <JobPage key={first} id={first} />;
    case 'settings':
      return <SettingsPage />;
    case 'doctor':
      return <DoctorPage />;
  }
}

/** The page that the location names. */
export function CurrentPage() {
  const route = useRoute();
  return <ErrorBoundary key={route.page}>{pageOf(route)}</ErrorBoundary>;
}
