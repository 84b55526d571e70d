import { Option } from 'commander';
import { z } from 'zod';
import { isVmkitError, toEnvelope } from '../../shared/errors.ts';
import type { DoctorCheck, DoctorReport } from '../../shared/model/doctor.ts';
import { note, print, type Context } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { jsonText, printJson } from './output/json.ts';
import { neutralise } from './output/neutralise.ts';
import { verb } from './verb.ts';

/** Exit code 1 where something needed is not in order; warnings do not count. */
export async function doctor(context: Context, input: { readonly fix: boolean }): Promise<number> {
  let report = await context.call('doctor.run', {});
  if (input.fix && context.options.dryRun) {
    printFixes(context, report);
    return EXIT.done;
  }
  if (input.fix) report = await fixAll(context, report);
  if (context.options.json) printJson(context, report);
  else print(context, reportLines(context, report));
  return report.ok ? EXIT.done : EXIT.failed;
}

async function fixAll(context: Context, before: DoctorReport): Promise<DoctorReport> {
  let report = before;
  for (const check of repairable(before)) {
    note(context, `${check.fix?.title ?? check.title}: ${neutralise(check.fix?.command ?? '')}`);
    try {
      report = await context.call(
        'doctor.fix',
        { id: check.id },
        { onProgress: (one) => showProgress(context, one) },
      );
    } catch (error) {
      if (isVmkitError(error, 'cancelled')) throw error;
      note(context, `  not repaired: ${neutralise(toEnvelope(error).message)}`);
    }
  }
  return report;
}

function showProgress(context: Context, report: unknown): void {
  const { options, io } = context;
  if (options.json && !options.quiet) io.err.write(`${jsonText({ report })}\n`);
  if (!options.verbose || typeof report !== 'object' || report === null || !('text' in report)) return;
  note(context, `  ${neutralise(String(report.text))}`);
}

function repairable(report: DoctorReport): readonly DoctorCheck[] {
  return report.checks.filter((check) => check.state !== 'ok' && check.fix !== null);
}

function printFixes(context: Context, report: DoctorReport): void {
  const fixes = repairable(report);
  if (context.options.json) {
    printJson(context, {
      steps: fixes.map((check) => check.fix?.title),
      commands: fixes.map((check) => check.fix?.command),
    });
    return;
  }
  const lines = fixes.flatMap((check) => [
    `  ${neutralise(check.fix?.title ?? '')}`,
    `    ${neutralise(check.fix?.command ?? '')}`,
  ]);
  print(context, fixes.length === 0 ? ['Nothing to repair.'] : ['Plan (nothing is done):', ...lines]);
}

const MARKS = { ok: '✓', warning: '!', failed: '✗' } as const;

function reportLines(context: Context, report: DoctorReport): string[] {
  const lines = report.checks.flatMap((check) => checkLines(context, check));
  const failed = report.checks.filter((check) => check.state === 'failed').length;
  const fixable =
    repairable(report).length > 0 ? ' Run `vmkit doctor --fix` to repair what can be repaired.' : '';
  const summary = report.ok ? 'Ready.' : `${failed} of ${report.checks.length} checks failed.`;
  return [...lines, '', summary + fixable];
}

function checkLines(context: Context, check: DoctorCheck): string[] {
  const { colour } = context.io.out;
  const paint = { ok: colour.green, warning: colour.yellow, failed: colour.red }[check.state];
  const word = check.state === 'ok' ? '' : ` (${check.state})`;
  const lines = [
    `${paint(`${MARKS[check.state]} ${neutralise(check.title)}${word}`)}  ${neutralise(check.finding)}`,
  ];
  if (check.state !== 'ok' && check.hint) lines.push(`    Next: ${neutralise(check.hint)}`);
  if (check.state !== 'ok' && check.fix) lines.push(`    Repair: ${neutralise(check.fix.command)}`);
  return lines;
}

export const doctorVerb = verb({
  usage: 'doctor',
  summary: 'check that this computer has what is needed, and repair it',
  options: [new Option('--fix', 'run the repairs').default(false)],
  input: z.object({ fix: z.boolean() }),
  examples: ['vmkit doctor', 'vmkit doctor --fix', 'vmkit doctor --fix --dry-run', 'vmkit doctor --json'],
  run: doctor,
});
