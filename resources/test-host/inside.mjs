import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { must } from '../setup/steps.mjs';
import { startCompanion } from './companion.mjs';
import { startDaemons } from './daemons.mjs';
import { startDisplay, startSessionBus } from './display.mjs';
import { leftovers, snapshot } from './leftovers.mjs';
import { CHECKOUT, prepareMounts } from './mounts.mjs';
import { addUsers, asUser, userEnvironment } from './users.mjs';

/** Runs inside the new namespaces: sets the private host up, runs the command, reports what it left behind. */
async function main({ user, display, companion, argv }) {
  must(['ip', 'link', 'set', 'lo', 'up']);
  must(['hostname', 'vmkit-test-host']);
  prepareMounts();
  addUsers();
  await startDaemons();
  const env = { ...process.env, VMKIT_TEST_HOST: '1', VMKIT_CHECKOUT: CHECKOUT };
  if (display) env.DISPLAY = await startDisplay();
  if (user !== null) await startSessionBus(user);
  const before = snapshot();
  const beside = companion === null ? null : await startCompanion(companion, env);
  const code = await runAs(user, argv, { ...env, ...beside?.env });
  await beside?.stop();
  report(leftovers(before, snapshot()));
  return code;
}

// Jobs and settings of tests are not the machine's own.
const ROOT_FOLDERS = { XDG_STATE_HOME: '/run/vmkit-test/state', XDG_CONFIG_HOME: '/run/vmkit-test/config' };

function runAs(user, argv, env) {
  return user === null
    ? run(argv, { ...env, ...ROOT_FOLDERS }, process.cwd())
    : run(asUser(user, argv), userEnvironment(user, env), readableFolder());
}

// The checkout may lie in a folder that only root can enter; the private host shows it at a readable place too.
function readableFolder() {
  const below = relative(ROOT, process.cwd());
  return below.startsWith('..') ? process.cwd() : `${CHECKOUT}/${below}`;
}

function run([file, ...args], env, cwd) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { env, cwd, stdio: 'inherit' });
    child.on('error', (error) => {
      process.stderr.write(`test-host: ${error.message}\n`);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function report(found) {
  for (const line of found) process.stderr.write(`test-host: left behind: ${line}\n`);
  if (process.env.VMKIT_LEFTOVERS)
    for (const line of found) appendFileSync(process.env.VMKIT_LEFTOVERS, `${line}\n`);
}

process.exit(await main(JSON.parse(process.argv[2])));
