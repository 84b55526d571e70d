import { throwIfAborted, toEnvelope } from '../../../shared/errors.ts';
import type { DoctorCheck, DoctorReport } from '../../../shared/model/doctor.ts';
import type { SectionOptions } from '../section-options.ts';
import type { Check, Finding } from './check.ts';
import { CHECKS } from './checks/index.ts';
import { planFix } from './plan-fix.ts';

/**
 * Looks at everything this software needs here. Changes nothing; a check that fails by itself says so as its finding.
 * `ok`: nothing failed (warnings are allowed).
 * @throws VmkitError `cancelled`.
 */
export async function runDoctor(
  options: SectionOptions & { readonly checks?: readonly Check[] } = {},
): Promise<DoctorReport> {
  throwIfAborted(options.signal);
  const checks = await Promise.all((options.checks ?? CHECKS).map((check) => look(check, options)));
  throwIfAborted(options.signal);
  return { at: new Date().toISOString(), ok: checks.every(({ state }) => state !== 'failed'), checks };
}

async function look(check: Check, { signal }: SectionOptions): Promise<DoctorCheck> {
  const found = await check.look({ signal }).catch((error: unknown): Finding => {
    const { message, hint } = toEnvelope(error);
    return { state: 'warning', finding: `This could not be checked: ${message}`, hint: hint ?? null };
  });
  const plan = found.fixable === true ? await planFix(check.id) : null;
  const { state, finding, hint } = found;
  return {
    id: check.id,
    title: check.title,
    state,
    finding,
    hint,
    fix: plan === null ? null : { title: plan.title, command: plan.command },
  };
}
