import { spawn } from 'node:child_process';
import { VmkitError } from '../../shared/errors.ts';
import { searchPath } from './run.ts';

/**
 * Starts a program that lives on without us: in a session of its own, with no terminal and no pipe to this process.
 * Resolves once it has been started, not when it is ready. There is never a shell.
 * @throws VmkitError `program.missing`, `program.failed`.
 */
export function startDetached(argv: readonly [string, ...string[]]): Promise<void> {
  const [file, ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      detached: true,
      stdio: 'ignore',
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C', PATH: searchPath() },
    });
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
    child.once('error', (cause: NodeJS.ErrnoException) => {
      reject(notStarted(file, cause));
    });
  });
}

function notStarted(program: string, cause: NodeJS.ErrnoException): VmkitError {
  if (cause.code !== 'ENOENT') {
    return new VmkitError('program.failed', `${program} could not be started.`, {
      detail: { program },
      cause,
    });
  }
  return new VmkitError('program.missing', `The program ${program} is not installed.`, {
    hint: 'Run `vmkit doctor --fix`, which installs what is missing.',
    detail: { program },
    cause,
  });
}
