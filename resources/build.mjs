#!/usr/bin/env node
import { orExplain, setUp } from './setup.mjs';
import { ensureBuilt } from './setup/build.mjs';

/** `npm run build`: everything in `out/`, whether or not a source has changed. */
await orExplain(async () => {
  await setUp('build');
  await ensureBuilt({ types: true, force: true });
});
