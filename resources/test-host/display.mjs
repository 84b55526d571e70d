import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from '../setup/steps.mjs';
import { asUser, userEnvironment } from './users.mjs';

/** Starts an X server without a screen to look at; gives the name of its display. */
export function startDisplay() {
  const argv = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-ac', '-noreset'];
  const server = spawn('Xvfb', argv, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  server.unref();
  return new Promise((resolve, reject) => {
    server.stdio[3].once('data', (number) => resolve(`:${String(number).trim()}`));
    server.once('error', reject);
    server.once('close', () => reject(new SetupError('Xvfb did not start.')));
  });
}

/** The user's own bus, as a desktop session has it. */
export async function startSessionBus(user) {
  const env = userEnvironment(user, process.env);
  const address = env.DBUS_SESSION_BUS_ADDRESS;
  const [file, ...args] = asUser(user, [
    'dbus-daemon',
    '--session',
    '--nofork',
    '--nopidfile',
    `--address=${address}`,
  ]);
  spawn(file, args, { env, stdio: 'ignore' }).unref();
  while (!existsSync(address.slice('unix:path='.length))) await sleep(10);
}
