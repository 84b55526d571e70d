#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { orExplain, setUp } from './setup.mjs';
import { ensureBuilt } from './setup/build.mjs';
import { ROOT } from './setup/paths.mjs';
import { ensureRuntime } from './setup/runtime.mjs';

/**
 * `npm run package [-- deb AppImage]`: the application in dist/, by default as a folder. Uses the Electron that set-up
 * has, so that nothing is downloaded; deb and AppImage fetch their tools from the network.
 */
async function main() {
  await setUp('build');
  const runtime = await ensureRuntime();
  await ensureBuilt();
  if (runtime.kind === 'stand-in')
    process.stdout.write('Packaging the stand-in runtime: for trying only, not for publishing.\n');
  const targets = process.argv.slice(2);
  const electron = [
    `--config.electronDist=${distribution(runtime)}`,
    `--config.electronVersion=${runtime.version}`,
  ];
  const builder = join(ROOT, 'node_modules/.bin/electron-builder');
  const argv = [
    builder,
    '--linux',
    ...(targets.length > 0 ? targets : ['dir']),
    '--publish',
    'never',
    ...electron,
  ];
  process.exitCode = spawnSync(process.execPath, argv, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}

// The runtime without what makes it a tool for development.
function distribution(runtime) {
  const folder = join(ROOT, 'dist/electron');
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  cpSync(dirname(runtime.executable), folder, { recursive: true });
  for (const name of ['resources/default_app.asar', 'vmkit-stand-in'])
    rmSync(join(folder, name), { recursive: true, force: true });
  return folder;
}

await orExplain(main);
