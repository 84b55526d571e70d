import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { hashOf, must, note, attempt, readStamp, step, writeStamp } from './steps.mjs';

const SOURCES = [
  'shared', 'electron', 'renderer', 'package.json', 'package-lock.json', 'tsconfig.json', 'electron.vite.config.ts',
  'helper.vite.config.ts', 'resources/types.tsconfig.json',
]; // prettier-ignore
const OUTPUTS = [
  'main/main.js',
  'main/cli.js',
  'main/api.js',
  'main/helper.js',
  'preload/preload.cjs',
  'renderer/index.html',
];

/** Builds `out/` where a source has changed since; `types`: with the declarations for `import … from 'vmkit'`. */
export async function ensureBuilt({ types = false, force = false } = {}) {
  const now = fingerprint();
  const complete = OUTPUTS.every((name) => existsSync(join(ROOT, 'out', name)));
  if (force || !complete || readStamp('build') !== now) {
    await step('Build', bundle);
    writeStamp('build', now);
  }
  if (
    types &&
    (force || readStamp('types') !== now || !existsSync(join(ROOT, 'out/types/electron/api.d.ts')))
  ) {
    await step('Write type declarations', declare);
    writeStamp('types', now);
  }
}

function bundle() {
  const env = { NODE_ENV: 'production', NO_COLOR: '1' };
  must(local('electron-vite', 'build', '--logLevel', 'warn'), { asOwner: true, env });
  must(local('vite', 'build', '--config', 'helper.vite.config.ts', '--logLevel', 'warn'), {
    asOwner: true,
    env,
  });
}

// Declarations come out even where types are wrong somewhere; `npm run types` is what judges them.
function declare() {
  const result = attempt(local('tsc', '-p', 'resources/types.tsconfig.json'), { asOwner: true });
  if (!result.ok) note('Some types are wrong: see npm run types.');
}

function local(program, ...args) {
  return [process.execPath, join(ROOT, 'node_modules/.bin', program), ...args];
}

// Times and sizes, not contents: a second start must cost next to nothing.
function fingerprint() {
  const entries = [];
  for (const source of SOURCES) walk(join(ROOT, source), entries);
  return hashOf(...entries);
}

function walk(path, entries) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isDirectory()) for (const name of readdirSync(path).sort()) walk(join(path, name), entries);
  else if (!/\.test\.tsx?$/.test(path)) entries.push(`${path} ${stat.size} ${stat.mtimeMs}`);
}
