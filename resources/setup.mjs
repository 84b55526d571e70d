#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { ensureBinLink } from './setup/bin-link.mjs';
import { ensureBuilt } from './setup/build.mjs';
import { installHelper } from './setup/helper.mjs';
import { ensureNodeModules } from './setup/node-modules.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { ensureRuntime } from './setup/runtime.mjs';
import { SetupError, step } from './setup/steps.mjs';

/**
 * Brings a bare clone to the point where it can be started, tested or built. Every step is skipped when it is done.
 * Needs nothing but Node.
 */
export async function setUp(purpose) {
  await ensurePackages(purpose);
  await ensureNodeModules();
  ensureBinLink();
  if (purpose !== 'build') await ensureRuntime();
  if (purpose !== 'build') await ensureBuilt({ types: purpose === 'test' });
}

/** Runs `work`; a failure ends the process with its message, without a stack where it is meant for the user. */
export async function orExplain(work) {
  try {
    return await work();
  } catch (error) {
    process.stderr.write(`\n✗ ${error instanceof SetupError ? error.message : error.stack}\n`);
    process.exit(1);
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      for: { type: 'string', default: 'start' },
      'install-helper': { type: 'boolean', default: false },
    },
  });
  if (!['start', 'test', 'build'].includes(values.for))
    throw new SetupError('--for takes start, test or build.');
  await setUp(values.for);
  if (values.for === 'build') await ensureBuilt({ types: true });
  if (values['install-helper']) await step('Install the administrator helper', () => installHelper());
  process.stdout.write('Ready.\n');
}

if (import.meta.filename === process.argv[1]) await orExplain(main);
