import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { playwrightCounts, vitestCounts } from './counts.mjs';

const RESULTS = join(ROOT, 'test-results');
const TEST_HOST = [process.execPath, join(ROOT, 'resources/test-host.mjs')];

/** Programs of the checkout, found below the folder that the command is run in: see `readableFolder` of the test host. */
const bin = (name) => `node_modules/.bin/${name}`;

/** What `npm test` does, in order. `run` gives the counts; a stage that is one check counts as one test. */
export const STAGES = [
  check('format', 'prettier', [bin('prettier'), '--check', '--log-level', 'warn', '.']),
  check('lint', 'oxlint with types', [bin('oxlint'), '--type-aware', '.']),
  check('imports', 'who may import whom', [
    bin('depcruise'),
    'electron',
    'renderer',
    'shared',
    'e2e',
    '--config',
    '.dependency-cruiser.cjs',
  ]),
  check('unused', 'knip: files, exports and dependencies that nothing uses', [bin('knip'), '--no-progress']),
  check('types', 'TypeScript', [bin('tsc'), '-p', '.']),
  { name: 'unit', title: 'beside the files', needsRoot: true, run: (rest) => vitest('unit', [], rest) },
  {
    name: 'integration',
    title: 'against a real libvirtd in a private host',
    needsRoot: true,
    run: (rest) => vitest('integration', [...TEST_HOST, '--'], rest),
  },
  {
    name: 'window',
    title: 'the real window, as an ordinary user',
    needsRoot: true,
    run: (rest) => playwright('window', rest),
  },
];

function check(name, title, argv) {
  return {
    name,
    title,
    needsRoot: false,
    run: async () => {
      const failed = (await run([process.execPath, ...argv])) === 0 ? 0 : 1;
      return { passed: 1 - failed, failed, skipped: [] };
    },
  };
}

async function vitest(project, prefix, rest) {
  const file = join(RESULTS, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run([
    ...prefix,
    process.execPath,
    bin('vitest'),
    'run',
    '--project',
    project,
    ...reporters,
    ...rest,
  ]);
  return vitestCounts(file, code);
}

/** Runs a project of e2e/playwright.config.ts in the private host, as its ordinary user. */
export async function playwright(project, rest = []) {
  mkdirSync(RESULTS, { recursive: true });
  const host = [
    ...TEST_HOST,
    ...['--user', 'vmkit-test', '--display', '--companion', 'e2e/fixtures/window-host.ts', '--'],
  ];
  const code = await run([
    ...host,
    process.execPath,
    bin('playwright'),
    'test',
    '-c',
    'e2e/playwright.config.ts',
    '--project',
    project,
    ...rest,
  ]);
  return playwrightCounts(join(RESULTS, 'window.json'), code);
}

function run([file, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
