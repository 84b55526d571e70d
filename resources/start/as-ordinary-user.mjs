import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { blockingPipe } from './blocking-pipe.mjs';
import { readableApplication } from './readable-application.mjs';
import { windowEnvironment, windowUser } from './window-user.mjs';

/**
 * Root asked for the window, and the window never runs as root: it is opened for an ordinary user. We stay root and
 * hand it the helper as two open descriptors, so that nobody is asked for a password.
 */
export function openAsOrdinaryUser(runtime) {
  const user = windowUser();
  process.stdout.write(`The window does not run as root; it opens for the user ${user.name}.\n`);
  const toHelper = blockingPipe();
  const fromHelper = blockingPipe();
  const helper = spawn(process.execPath, [join(ROOT, 'out/main/helper.js')], {
    stdio: [toHelper.read, fromHelper.write, 'inherit'],
    env: { ...process.env, PKEXEC_UID: String(user.uid) },
  });
  helper.on('error', (error) => process.stderr.write(`${error.message}\n`));
  const argv = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--init-groups', '--', runtime.executable];
  const window = spawn('setpriv', [...argv, readableApplication(user), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', toHelper.write, fromHelper.read],
    env: { ...windowEnvironment(user), VMKIT_HELPER_FDS: '3,4' },
    cwd: '/',
  });
  // The helper ends when the last end of its input closes: that must be the window's, not ours.
  for (const fd of [toHelper.read, toHelper.write, fromHelper.read, fromHelper.write]) closeSync(fd);
  return window;
}
