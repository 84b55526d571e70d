#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { orExplain, setUp } from './setup.mjs';
import { ROOT } from './setup/paths.mjs';
import { ensureRuntime, readRuntime } from './setup/runtime.mjs';
import { ensureBuilt } from './setup/build.mjs';

/**
 * `npm run package [-- deb AppImage]`: the application in dist/, by default as a folder. Uses the Electron that set-up
 * has, so that nothing is downloaded; deb and AppImage fetch their tools from the network.
 */
await orExplain(async () => {
  await setUp('build');
  await ensureRuntime();
  await ensureBuilt();
  const runtime = readRuntime();
  if (runtime.kind === 'stand-in')
    process.stdout.write('Packaging the stand-in runtime: for trying only, not for publishing.\n');
  const targets = process.argv.slice(2);
  const electron = [
    `--config.electronDist=${dirname(runtime.executable)}`,
    `--config.electronVersion=${runtime.version}`,
  ];
  const argv = [
    join(ROOT, 'node_modules/.bin/electron-builder'),
    '--linux',
    ...(targets.length > 0 ? targets : ['dir']),
    '--publish',
    'never',
    ...electron,
  ];
  process.exitCode = spawnSync(process.execPath, argv, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
});
