import type { Handlers } from '../../../shared/ipc.ts';
import { PRIVILEGED_SECTIONS } from '../../host/inspector.ts';
import { runDoctor } from '../../host/doctor/run-doctor.ts';
import type { ServiceSet } from '../service-set.ts';

/** What this computer is, and whether it is in order. */
export function hostHandlers({
  helper,
  inspector,
}: ServiceSet): Pick<Handlers, 'host.section' | 'host.unlock' | 'doctor.run' | 'doctor.fix'> {
  return {
    'host.section': ({ name, refresh }, { signal }) => inspector.section(name, { refresh, signal }),
    'host.unlock': async (_input, { signal }) => {
      await helper.call('hello', {}, { signal });
      await inspector.all(PRIVILEGED_SECTIONS, { refresh: true, signal });
      return null;
    },
    'doctor.run': (_input, { signal }) => runDoctor({ signal }),
    'doctor.fix': async ({ id }, { signal, report }) => {
      await helper.call('doctor.fix', { id }, { signal, report });
      return runDoctor({ signal });
    },
  };
}
