import type { Bridge, EventName, Events } from '../../shared/ipc.ts';
import { navigate } from '../router/route.ts';
import { PRIVILEGED_SECTIONS, useHost } from './host.ts';
import { useJobs } from './jobs.ts';
import { wasAsked } from './resource.ts';
import type { ResourceStore } from './resource.ts';
import {
  useCaptures,
  useConnection,
  useMachines,
  useNetworks,
  useRepositories,
  useSettings,
} from './resources.ts';

type Listeners = { readonly [N in EventName]: (payload: Events[N]) => void };

function again<T>(store: ResourceStore<T>): void {
  if (wasAsked(store)) void store.getState().load();
}

function everythingOfLibvirt(): void {
  again(useMachines);
  again(useRepositories);
  again(useNetworks);
  again(useCaptures);
}

const listeners: Listeners = {
  'job.changed': (job) => {
    const before = useJobs.getState().byId[job.id];
    useJobs.getState().apply(job);
    // A finished job has made or removed something; captures have no event of their own.
    if (before?.state === 'running' && job.state !== 'running') again(useCaptures);
  },
  'job.removed': ({ id }) => {
    useJobs.getState().remove(id);
    again(useCaptures);
  },
  'machines.changed': () => again(useMachines),
  'storage.changed': () => {
    again(useRepositories);
    again(useCaptures);
  },
  'networks.changed': () => again(useNetworks),
  'host.changed': () => {
    const { sections, load } = useHost.getState();
    for (const name of PRIVILEGED_SECTIONS) if (sections[name]?.section) void load(name, true);
  },
  'connection.changed': (status) => {
    const before = useConnection.getState().data;
    useConnection.getState().put(status);
    if (status.state === 'connected' && (before?.state !== 'connected' || before.uri !== status.uri)) {
      everythingOfLibvirt();
    }
  },
  'settings.changed': (settings) => useSettings.getState().put(settings),
  navigate: ({ to }) => navigate(to),
};

function isEvent(name: string): name is EventName {
  return Object.hasOwn(listeners, name);
}

/** Feeds the stores from the main process's events, and reads what every page needs. Returns how to stop. */
export function connectStores(bridge: Pick<Bridge, 'onEvent'>): () => void {
  const stop = bridge.onEvent((name, payload) => {
    // The main process types its events by the same table.
    if (isEvent(name)) (listeners[name] as (value: unknown) => void)(payload);
  });
  void useConnection.getState().load();
  void useJobs.getState().load();
  return stop;
}
