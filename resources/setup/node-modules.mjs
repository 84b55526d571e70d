import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { hashOf, must, readStamp, SetupError, step, writeStamp } from './steps.mjs';

const MINIMUM = [20, 19];

/** `npm ci` where node_modules is missing or older than package-lock.json. */
export async function ensureNodeModules() {
  checkNode();
  const lock = hashOf(readFileSync(join(ROOT, 'package-lock.json')), process.version.split('.')[0]);
  const installed = existsSync(join(ROOT, 'node_modules/.package-lock.json'));
  if (installed && readStamp('node-modules') === lock) return;
  await step('Install node modules', () =>
    must(['npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      asOwner: true,
      env: { NODE_ENV: 'development' },
    }),
  );
  writeStamp('node-modules', lock);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return;
  throw new SetupError(`Node ${MINIMUM.join('.')} or newer is needed; this is ${process.version}.`);
}
