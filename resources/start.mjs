#!/usr/bin/env node
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { orExplain, setUp } from './setup.mjs';
import { IS_ROOT, ROOT } from './setup/paths.mjs';
import { readRuntime } from './setup/runtime.mjs';
import { openAsOrdinaryUser } from './start/as-ordinary-user.mjs';
import { exitCodeOf } from './start/exit-code.mjs';

/** `npm start`: sets up what is missing, builds, opens the window, or says why there is none. */
async function main() {
  await setUp('start');
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return withoutDisplay();
  const runtime = readRuntime();
  if (runtime.kind === 'stand-in') {
    process.stdout.write(
      `Running on the stand-in runtime, Electron ${runtime.version}: for development and tests only.\n`,
    );
  }
  const child = IS_ROOT
    ? openAsOrdinaryUser(runtime)
    : spawn(runtime.executable, [ROOT, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = await exitCodeOf(child);
}

function withoutDisplay() {
  process.stdout.write(
    '\nThere is no display here, so no window can open. The command line does the same work: npx vmkit --help\n',
  );
  for (const args of [['doctor'], ['host', 'info']]) {
    process.stdout.write(`\n$ vmkit ${args.join(' ')}\n`);
    spawnSync(process.execPath, [join(ROOT, 'out/main/cli.js'), ...args], { stdio: 'inherit' });
  }
}

await orExplain(main);
