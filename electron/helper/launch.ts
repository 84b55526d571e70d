import { existsSync } from 'node:fs';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { VmkitError } from '../../shared/errors.ts';
import { startPiped } from '../system/start-piped.ts';
import type { HelperPipes } from './client.ts';

/** Where `vmkit doctor --fix` and the packages install the helper; the polkit policy names this very path. */
export const INSTALLED_HELPER = '/usr/libexec/vmkit/helper';

/**
 * Starts the helper: over descriptors that a root launcher handed to us (VMKIT_HELPER_FDS=IN,OUT), directly where we
 * are root, else through pkexec, which may ask for a password.
 * @throws VmkitError `helper.missing`
 */
export async function launchHelper(): Promise<HelperPipes> {
  const inherited = inheritedPipes();
  if (inherited) return inherited;
  if (process.getuid?.() === 0)
    return piped([process.execPath, helperScript()], { ELECTRON_RUN_AS_NODE: '1' });
  if (!existsSync(INSTALLED_HELPER)) {
    throw new VmkitError('helper.missing', 'The part of VMKit that acts as administrator is not installed.', {
      hint: 'Run `sudo vmkit doctor --fix` once, which installs it.',
      detail: { path: INSTALLED_HELPER },
    });
  }
  return piped(['pkexec', INSTALLED_HELPER], {});
}

let taken = false;

function inheritedPipes(): HelperPipes | undefined {
  const match = /^(\d+),(\d+)$/.exec(process.env.VMKIT_HELPER_FDS ?? '');
  if (!match || taken) return undefined;
  taken = true;
  // Sockets, not file streams: a file stream's waiting read would keep the process from ending.
  const input = new Socket({ fd: Number(match[1]), readable: false, writable: true });
  const output = new Socket({ fd: Number(match[2]), readable: true, writable: false });
  input.on('error', () => undefined);
  const ended = new Promise<VmkitError>((resolve) => output.once('close', () => resolve(died(null, ''))));
  return { input, output, ended };
}

// Beside the bundle, above its chunks, or (when run from the sources) where the build put it.
function helperScript(): string {
  const places = ['./helper.js', '../helper.js', '../../out/main/helper.js'];
  const paths = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return paths.find((path) => existsSync(path)) ?? paths[0] ?? '';
}

function piped(argv: readonly [string, ...string[]], env: NodeJS.ProcessEnv): HelperPipes {
  const program = startPiped(argv, env);
  const ended = program.ended.then(({ exitCode, missing }) => {
    if (missing) {
      return new VmkitError(
        'helper.missing',
        'pkexec is not installed, so administrator rights cannot be asked for.',
        {
          hint: 'Install polkit (Debian: apt install pkexec), or run vmkit as root.',
        },
      );
    }
    return died(exitCode, program.lastError());
  });
  return { input: program.input, output: program.output, ended };
}

// pkexec(1): 126 not authorised or dismissed, 127 not authorised because of an error.
function died(exitCode: number | null, stderr: string): VmkitError {
  const detail = { exitCode, stderr };
  if (exitCode === 126 || exitCode === 127) {
    return new VmkitError('helper.unauthorized', 'Administrator rights were not given.', {
      hint: 'Try again and enter the password, or ask an administrator to run it.',
      detail,
    });
  }
  return new VmkitError(
    'helper.died',
    'The part of VMKit that acts as administrator has ended unexpectedly.',
    {
      hint: 'Start the work again; an interrupted capture can be resumed.',
      detail,
    },
  );
}
