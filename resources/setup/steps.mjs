import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IS_ROOT, ROOT, STAMPS } from './paths.mjs';

/** A failure whose message is all that the user needs: no stack is shown. */
export class SetupError extends Error {}

/** Runs one step of the set-up and says in one line what it did and how long it took. */
export async function step(title, act) {
  const start = performance.now();
  process.stdout.write(`… ${title}\n`);
  const result = await act();
  process.stdout.write(`✓ ${title} (${((performance.now() - start) / 1000).toFixed(1)} s)\n`);
  return result;
}

export function note(text) {
  process.stdout.write(`  ${text}\n`);
}

/** Runs a program of the set-up; its output is shown only when it fails. */
export function must(argv, options = {}) {
  const result = attempt(argv, options);
  if (result.ok) return result.output;
  throw new SetupError(
    `${argv.join(' ')} failed:\n${result.output.trim().split('\n').slice(-25).join('\n')}`,
  );
}

/** As `must`, but a failure is an answer: `{ok, output}`. */
export function attempt(argv, { cwd = ROOT, env = {}, timeoutMs, asOwner = false } = {}) {
  const [file, ...args] = asOwner ? [...ownerPrefix(), ...argv] : argv;
  const result = spawnSync(file, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 ** 2,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs, killSignal: 'SIGKILL' }),
  });
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}${result.error ? result.error.message : ''}`;
  return { ok: result.status === 0, output };
}

// `sudo npm run setup` in somebody's checkout: what lands in the checkout stays theirs.
function ownerPrefix() {
  const { uid, gid } = statSync(ROOT);
  if (!IS_ROOT || uid === 0 || process.env.SUDO_UID !== String(uid)) return [];
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--init-groups', '--'];
}

/** True if the program is found in PATH. */
export function hasProgram(name) {
  try {
    execFileSync('/bin/sh', ['-c', 'command -v "$1"', 'sh', name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export function hashOf(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/** The text that a finished step left behind, or an empty one. */
export function readStamp(name) {
  try {
    return readFileSync(join(STAMPS, name), 'utf8');
  } catch {
    return '';
  }
}

export function writeStamp(name, text) {
  if (readStamp(name) === text) return;
  try {
    mkdirSync(STAMPS, { recursive: true });
    writeFileSync(join(STAMPS, name), text);
  } catch (error) {
    if (error.code !== 'EACCES') throw error;
    throw new SetupError(
      'This checkout belongs to somebody else and is not set up for what you ask. Let its owner or root do it:\n\n  sudo npm run setup\n',
    );
  }
  keepOwner(STAMPS, join(STAMPS, name));
}

function keepOwner(...paths) {
  if (ownerPrefix().length === 0) return;
  const { uid, gid } = statSync(ROOT);
  execFileSync('chown', [`${uid}:${gid}`, ...paths]);
}
