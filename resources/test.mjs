#!/usr/bin/env node
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { orExplain, setUp } from './setup.mjs';
import { IS_ROOT, ROOT } from './setup/paths.mjs';
import { must, SetupError, step } from './setup/steps.mjs';
import { machineState, newSince, RUN_ID } from './test/leftovers.mjs';
import { printSummary } from './test/report.mjs';
import { STAGES } from './test/stages.mjs';

const RESULTS = join(ROOT, 'test-results');

/**
 * `npm test`: sets up what is missing and runs every stage, whatever became of the one before. The last line is
 * always `N passed, N failed, N skipped`. `--only STAGE,STAGE` runs some of them; what follows `--` is passed on to
 * the test runners.
 */
async function main() {
  const { values, positionals } = parseArgs({
    options: { only: { type: 'string' } },
    allowPositionals: true,
  });
  const stages = chosen(values.only);
  if (!IS_ROOT && stages.some((stage) => stage.needsRoot)) {
    throw new SetupError(
      'These tests attach disks and start a private libvirtd, which needs root:\n\n  sudo npm test\n',
    );
  }
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS);
  chmodSync(RESULTS, 0o1777); // the window tests write here as an ordinary user
  process.env.VMKIT_TEST_RUN = RUN_ID;
  process.env.VMKIT_LEFTOVERS = join(RESULTS, 'left-behind.txt');
  const before = machineState();
  const outcomes = [await setUpStage(), ...(await runAll(stages, positionals))];
  if (stages.some((stage) => stage.needsRoot)) outcomes.push(leftoverStage(newSince(before)));
  process.exitCode = printSummary(outcomes) === 0 ? 0 : 1;
}

function chosen(only) {
  if (only === undefined) return STAGES;
  const names = only.split(',');
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    throw new SetupError(
      `There is no stage ${unknown.join(', ')}; there are ${STAGES.map((stage) => stage.name).join(', ')}.`,
    );
  }
  return STAGES.filter((stage) => names.includes(stage.name));
}

async function setUpStage() {
  const start = performance.now();
  try {
    await setUp('test');
    if (IS_ROOT) await prepareFixtures();
    return outcome('set-up', start, 0);
  } catch (error) {
    process.stderr.write(`\n✗ ${error instanceof SetupError ? error.message : error.stack}\n`);
    return outcome('set-up', start, 1);
  }
}

// What the tests need from the network, made before they enter the private host, which has none.
function prepareFixtures() {
  const argv = [process.execPath, '--import', 'tsx', 'e2e/fixtures/prepare.ts'];
  return step('Prepare the test disks', () => must(argv));
}

async function runAll(stages, rest) {
  const outcomes = [];
  for (const stage of stages) {
    process.stdout.write(`\n── ${stage.name}: ${stage.title}\n`);
    const start = performance.now();
    outcomes.push({ name: stage.name, seconds: 0, ...(await stage.run(rest)), ...timed(start) });
  }
  return outcomes;
}

function leftoverStage(found) {
  process.stdout.write(
    '\n── leftovers: processes, mounts, loop devices, namespaces and files that tests left behind\n',
  );
  for (const line of found) process.stdout.write(`  ${line}\n`);
  return outcome('leftovers', performance.now(), found.length === 0 ? 0 : 1);
}

function outcome(name, start, failed) {
  return { name, passed: failed === 0 ? 1 : 0, failed, skipped: [], ...timed(start) };
}

function timed(start) {
  return { seconds: (performance.now() - start) / 1000 };
}

await orExplain(main);
