import { VmkitError } from '../../shared/errors.ts';
import type { Call, EventName, Events, Handlers } from '../../shared/ipc.ts';
import { createHelper } from '../helper/client.ts';
import { launchHelper } from '../helper/launch.ts';
import { createInspector } from '../host/inspector.ts';
import { Connection } from './connection.ts';
import { localCall } from './dispatch.ts';
import { EventBus } from './event-bus.ts';
import { appHandlers } from './handlers/app.ts';
import { captureHandlers } from './handlers/capture.ts';
import { consoleHandlers } from './handlers/console.ts';
import { hostHandlers } from './handlers/host.ts';
import { jobHandlers } from './handlers/jobs.ts';
import { neighbourHandlers } from './handlers/neighbours.ts';
import { Jobs } from './jobs/jobs.ts';
import { JobStore } from './jobs/job-store.ts';
import { appPaths } from './paths.ts';
import type { AppPaths } from './paths.ts';
import type { ServiceSet } from './service-set.ts';
import { SettingsStore } from './settings-store.ts';
import { VERSION } from './version.ts';

export interface ServiceOptions {
  /** libvirt URI; by default the one of the settings, else the system daemon, else the session daemon. */
  readonly uri?: string | null | undefined;
  /** True where a password may be asked for at any time: in a terminal. */
  readonly interactive: boolean;
  readonly paths?: AppPaths;
  readonly openWindow?: (machine: string | undefined) => void;
  readonly electron?: { readonly version: string; readonly standIn: boolean };
}

/** All of VMKit without a face: the window, the command line and the TypeScript API stand on this. */
export interface Services {
  /** The contract, typed; rejects with VmkitError. */
  readonly call: Call;
  readonly handlers: Handlers;
  readonly events: {
    on<E extends EventName>(name: E, listener: (payload: Events[E]) => void): () => void;
    onAny(listener: (name: EventName, payload: unknown) => void): () => void;
  };
  /** True while jobs run in this process. */
  readonly busy: () => boolean;
  /** Cancels what runs, cleans up, ends the helper and the connection. */
  close(): Promise<void>;
}

/** Puts the services together. Nothing is connected or started before it is needed. */
export async function createServices(options: ServiceOptions): Promise<Services> {
  const set = await createSet(options);
  const handlers: Handlers = {
    ...appHandlers(set),
    ...hostHandlers(set),
    ...captureHandlers(set),
    ...jobHandlers(set),
    ...neighbourHandlers(set),
    ...consoleHandlers(set),
  };
  await set.jobs.open();
  return {
    call: localCall(handlers),
    handlers,
    events: set.events,
    busy: () => set.jobs.anyRunning,
    close: async () => {
      await set.jobs.close();
      await Promise.allSettled([set.inspector.close(), set.helper.close(), set.connection.close()]);
    },
  };
}

async function createSet(options: ServiceOptions): Promise<ServiceSet> {
  const paths = options.paths ?? appPaths();
  const events = new EventBus();
  const settings = new SettingsStore(paths.config);
  const helper = createHelper(async () => {
    const pipes = await launchHelper();
    // Only once it has answered does it run with the rights that were asked for.
    void helper.call('hello', {}).then(
      () => events.emit('host.changed', null),
      () => undefined,
    );
    return pipes;
  });
  const uri = options.uri ?? (await settings.get()).connection;
  return {
    version: VERSION,
    paths,
    events,
    settings,
    helper,
    connection: new Connection(events, uri),
    // Never a password question out of the blue: only once the helper runs does it read.
    inspector: createInspector({
      privileged: (name, signal) =>
        helper.running ? helper.call('host.section', { name }, { signal }) : Promise.reject(locked()),
    }),
    jobs: new Jobs(new JobStore(paths.state), events),
    openWindow: options.openWindow,
    mayAsk: options.interactive,
    electron: options.electron,
  };
}

function locked(): VmkitError {
  return new VmkitError('helper.unauthorized', 'Administrator rights were not given yet.');
}
