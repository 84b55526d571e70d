import {
  deleteCapture,
  listCaptures,
  planCapture,
  readBootability,
  runCapture,
  showCapture,
  sweepLeftovers,
} from '../../capture/index.ts';
import { runFix } from '../../host/doctor/run-fix.ts';
import { readSection } from '../../host/read-section.ts';
import { VERSION } from '../../app/version.ts';
import type { Operations } from '../server.ts';
import { checkTarget } from './check-target.ts';

/** Every operation of the protocol. */
export const operations: Operations = {
  hello: async (_input, { callerUid }) => ({ version: VERSION, uid: process.getuid?.() ?? -1, callerUid }),
  'host.section': ({ name }, { signal }) => readSection(name, { signal }),
  'capture.plan': async ({ request, target }, { signal, callerUid }) =>
    planCapture(request, target && (await checkTarget(target, callerUid, signal)), { signal }),
  'capture.run': async ({ request, target, host, inventory }, { signal, report, callerUid }) => {
    await sweepLeftovers();
    const checked = await checkTarget(target, callerUid, signal);
    return runCapture({ request, target: checked, host, inventory }, { signal, report });
  },
  'capture.list': async ({ targets }, { signal, callerUid }) =>
    listCaptures(await Promise.all(targets.map((target) => checkTarget(target, callerUid, signal)))),
  'capture.show': async ({ target, name }, { signal, callerUid }) =>
    showCapture(await checkTarget(target, callerUid, signal), name),
  'capture.delete': async ({ target, name }, { signal, callerUid }) => {
    await deleteCapture(await checkTarget(target, callerUid, signal), name);
    return null;
  },
  'capture.bootability': async ({ target, name }, { signal, callerUid }) => {
    const checked = await checkTarget(target, callerUid, signal);
    const manifest = await showCapture(checked, name);
    return readBootability(
      manifest.disks.map(({ file }) => `${checked.directory}/${name}/${file}`),
      { signal },
    );
  },
  'disk.bootability': ({ disks }, { signal }) => readBootability(disks, { signal }),
  'doctor.fix': async ({ id }, { signal, report }) => {
    await runFix(id, { signal, report });
    return null;
  },
};
