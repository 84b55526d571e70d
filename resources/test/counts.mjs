import { readFileSync } from 'node:fs';

/** Counts of a vitest run from its JSON report; a run that failed without a failed test counts as one failure. */
export function vitestCounts(file, exitCode) {
  const report = readReport(file);
  const tests = (report?.testResults ?? []).flatMap((suite) => suite.assertionResults);
  const skipped = tests.filter((test) => ['skipped', 'pending', 'todo', 'disabled'].includes(test.status));
  return settled(exitCode, {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: tests.filter((test) => test.status === 'failed').length,
    skipped: skipped.map((test) => ({
      name: test.fullName,
      reason: test.meta?.skipReason ?? 'no reason given',
    })),
  });
}

/** Counts of a Playwright run from its JSON report. */
export function playwrightCounts(file, exitCode) {
  const report = readReport(file);
  const specs = (report?.suites ?? []).flatMap(specsOf);
  const tests = specs.flatMap((spec) => spec.tests.map((test) => ({ ...test, title: spec.title })));
  const skipped = tests.filter((test) => test.status === 'skipped');
  return settled(exitCode, {
    passed: tests.filter((test) => ['expected', 'flaky'].includes(test.status)).length,
    failed: tests.filter((test) => test.status === 'unexpected').length,
    skipped: skipped.map((test) => ({
      name: test.title,
      reason:
        test.annotations.find((note) => ['skip', 'fixme'].includes(note.type))?.description ??
        'no reason given',
    })),
  });
}

function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

function settled(exitCode, counts) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
