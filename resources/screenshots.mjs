#!/usr/bin/env node
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { orExplain, setUp } from './setup.mjs';
import { IS_ROOT, ROOT } from './setup/paths.mjs';
import { SetupError } from './setup/steps.mjs';
import { playwright } from './test/stages.mjs';

const FOLDER = join(ROOT, 'screenshots');

/** `npm run screenshots`: pictures of every page in `screenshots/`, taken in the private test host. */
await orExplain(async () => {
  if (!IS_ROOT) throw new SetupError('The private test host needs root:\n\n  sudo npm run screenshots\n');
  await setUp('test');
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  chmodSync(FOLDER, 0o1777); // the window writes here as an ordinary user
  process.exitCode = (await playwright('screenshots')).failed === 0 ? 0 : 1;
});
