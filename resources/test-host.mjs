#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { orExplain } from './setup.mjs';
import { IS_ROOT } from './setup/paths.mjs';
import { SetupError } from './setup/steps.mjs';

const USAGE = 'Usage: node resources/test-host.mjs [--user NAME] [--display] [--companion FILE] -- COMMAND…';

const NAMESPACES = ['--mount', '--net', '--pid', '--ipc', '--uts', '--fork', '--kill-child', '--mount-proc'];

// The first process of a PID namespace inherits every orphan and has to reap it: libvirt takes an unreaped QEMU for
// one that will not die. When it ends, the kernel ends everything else in the namespace.
const REAPER =
  'my $main = fork() // die; if (!$main) { exec { $ARGV[0] } @ARGV or exit 127 }' +
  'while ((my $pid = wait()) != -1) { exit(($? & 127) ? 128 + ($? & 127) : $? >> 8) if $pid == $main }';

/**
 * Runs a command in a private host: own mounts, network, processes, IPC and host name; /run, /etc, /var/lib/libvirt
 * and the users of its own; D-Bus, polkit and libvirtd at their usual places. Nothing of it is seen outside, and all
 * of it ends with the command, whose exit code is ours.
 *
 * `--user NAME` runs the command as vmkit-test (may use the helper) or vmkit-guest (may not); `--display` gives it an
 * X server; `--companion` starts a script as root before it, see test-host/companion.mjs.
 */
async function main() {
  const { values, positionals } = parseArgs({
    options: {
      user: { type: 'string' },
      display: { type: 'boolean', default: false },
      companion: { type: 'string' },
    },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new SetupError(USAGE);
  if (!IS_ROOT) throw new SetupError('The private test host needs root: sudo npm test');
  const inside = new URL('./test-host/inside.mjs', import.meta.url).pathname;
  const { user = null, companion = null, display } = values;
  const options = JSON.stringify({ user, display, companion, argv: positionals });
  const child = spawn('unshare', [...NAMESPACES, 'perl', '-e', REAPER, process.execPath, inside, options], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGKILL'));
  process.exitCode = await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}

await orExplain(main);
