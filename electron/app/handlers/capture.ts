import type { Handlers } from '../../../shared/ipc.ts';
import { planCapture, startCapture } from '../jobs/capture-job.ts';
import { planVirtualize, startVirtualize } from '../jobs/virtualize-job.ts';
import { captureTarget, captureTargets } from '../capture-target.ts';
import { assertUnused } from '../capture-users.ts';
import type { ServiceSet } from '../service-set.ts';

type Captures =
  | 'capture.plan'
  | 'capture.start'
  | 'capture.list'
  | 'capture.show'
  | 'capture.delete'
  | 'virtualize.plan'
  | 'virtualize.start';

/** Captures of this host, and the machines made of them. */
export function captureHandlers(services: ServiceSet): Pick<Handlers, Captures> {
  const { helper } = services;
  return {
    'capture.plan': (request, { signal }) => planCapture(services, request, signal),
    'capture.start': (request, { signal }) => startCapture(services, request, signal),
    'capture.list': async ({ repository }, { signal }) => {
      const targets = await captureTargets(services, repository, signal);
      return targets.length === 0 ? [] : helper.call('capture.list', { targets: [...targets] }, { signal });
    },
    'capture.show': async ({ repository, name }, { signal }) =>
      helper.call(
        'capture.show',
        { target: await captureTarget(services, repository, signal), name },
        { signal },
      ),
    'capture.delete': async ({ repository, name }, { signal }) => {
      const target = await captureTarget(services, repository, signal);
      await assertUnused(services, target, name, signal);
      await helper.call('capture.delete', { target, name }, { signal });
      services.events.emit('storage.changed', { uuid: null });
      return null;
    },
    'virtualize.plan': (request, { signal }) => planVirtualize(services, request, signal),
    'virtualize.start': (request, { signal }) => startVirtualize(services, request, signal),
  };
}
