/** Prints a table of the stages, the skipped tests with their reasons, and the total; gives the number of failures. */
export function printSummary(outcomes) {
  const lines = outcomes.map(
    ({ name, passed, failed, skipped, seconds }) =>
      `${failed === 0 ? '✓' : '✗'} ${name.padEnd(12)} ${count(passed)} passed ${count(failed)} failed ${count(skipped.length)} skipped ${seconds.toFixed(1).padStart(8)} s`,
  );
  const skipped = outcomes.flatMap((outcome) =>
    outcome.skipped.map((test) => `skipped: ${outcome.name}: ${test.name} (${test.reason})`),
  );
  const total = (pick) => outcomes.reduce((sum, outcome) => sum + pick(outcome), 0);
  const failed = total((outcome) => outcome.failed);
  const last = `${total((outcome) => outcome.passed)} passed, ${failed} failed, ${total((outcome) => outcome.skipped.length)} skipped`;
  process.stdout.write(`\n${[...lines, '', ...skipped, last].join('\n')}\n`);
  return failed;
}

function count(number) {
  return String(number).padStart(5);
}
