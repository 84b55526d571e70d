import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ROOT } from '../setup/paths.mjs';
import { SetupError } from '../setup/steps.mjs';

/**
 * Starts a script that runs as root beside an ordinary user's command: its first line of output is the environment
 * that it adds, as JSON; it ends when its input does.
 */
export async function startCompanion(script, env) {
  const argv = ['--import', 'tsx', script];
  const child = spawn(process.execPath, argv, { cwd: ROOT, env, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const line = await Promise.race([firstLine(child.stdout), ended.then(() => undefined)]);
  if (line === undefined) throw new SetupError(`${script} ended before it was ready.`);
  const stop = () => {
    child.stdin.end();
    return ended;
  };
  return { env: JSON.parse(line), stop };
}

async function firstLine(stream) {
  for await (const line of createInterface({ input: stream })) return line;
}
