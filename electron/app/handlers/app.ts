import { userInfo } from 'node:os';
import type { Handlers } from '../../../shared/ipc.ts';
import { VmkitError } from '../../../shared/errors.ts';
import type { ServiceSet } from '../service-set.ts';

/** About the application itself, its settings and its connection. */
export function appHandlers(
  services: ServiceSet,
): Pick<
  Handlers,
  'app.info' | 'app.openWindow' | 'settings.get' | 'settings.set' | 'connection.status' | 'connection.use'
> {
  const { settings, events, connection } = services;
  return {
    'app.info': async () => ({
      version: services.version,
      electron: services.electron?.version ?? null,
      standInRuntime: services.electron?.standIn ?? false,
      user: userInfo().username,
      root: process.getuid?.() === 0,
    }),
    'app.openWindow': async ({ machine }) => {
      if (!services.openWindow)
        throw new VmkitError('not-supported', 'There is no window here.', { hint: 'Run `npm start`.' });
      services.openWindow(machine);
      return null;
    },
    'settings.get': () => settings.get(),
    'settings.set': async (change) => {
      const known = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const changed = await settings.set(known);
      events.emit('settings.changed', changed);
      return changed;
    },
    'connection.status': async () => {
      // Opening is what tells the state; a failure is the state's reason, not this call's.
      await connection.libvirt().catch(() => undefined);
      return connection.status();
    },
    'connection.use': ({ uri }) => connection.use(uri),
  };
}
