#!/usr/bin/env node
import { orExplain, setUp } from './setup.mjs';
import { IS_ROOT } from './setup/paths.mjs';
import { SetupError } from './setup/steps.mjs';
import { playwright } from './test/stages.mjs';

/** `npm run screenshots`: pictures of every page, taken in the private test host. */
await orExplain(async () => {
  if (!IS_ROOT) throw new SetupError('The private test host needs root:\n\n  sudo npm run screenshots\n');
  await setUp('test');
  process.exitCode = (await playwright('screenshots')).failed === 0 ? 0 : 1;
});
