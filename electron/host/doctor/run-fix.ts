import { VmkitError } from '../../../shared/errors.ts';
import type { Report } from '../../../shared/model/job.ts';
import { run } from '../../system/run.ts';
import { readUsers } from '../users.ts';
import { planFix } from './plan-fix.ts';

const LIMIT_MS = 30 * 60_000;

export interface RunFixOptions {
  readonly signal?: AbortSignal | undefined;
  readonly report?: Report | undefined;
  /** User who asked, where it is not told by pkexec. */
  readonly user?: string;
}

/**
 * Runs the repair of a check, as root (in the helper).
 * @throws VmkitError `not-supported` (no such repair), `permission.denied`, `program.*`, `cancelled`.
 */
export async function runFix(id: string, options: RunFixOptions = {}): Promise<void> {
  const user = options.user ?? (await callingUser());
  const plan = await planFix(id, { user });
  if (plan === null) {
    throw new VmkitError('not-supported', 'There is no repair for this on this host.', {
      hint: 'Run `vmkit doctor`: it names what to do by hand.',
      detail: { check: id.slice(0, 64) },
    });
  }
  if (process.geteuid?.() !== 0) {
    throw new VmkitError('permission.denied', 'Repairs need root.', { hint: `Run as root: ${plan.command}` });
  }
  options.report?.({ kind: 'phase', phase: 'fix', title: plan.title });
  for (const step of plan.steps) {
    options.report?.({ kind: 'log', text: `$ ${step.join(' ')}` });
    const onLine = (text: string): void => options.report?.({ kind: 'log', text });
    await run(step, {
      signal: options.signal,
      timeoutMs: LIMIT_MS,
      onLine,
      onErrorLine: onLine,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
}

// pkexec(1) sets the real user's number; sudo(8) as well.
async function callingUser(): Promise<string | undefined> {
  const uid = process.env.PKEXEC_UID ?? process.env.SUDO_UID;
  if (uid === undefined) return undefined;
  return (await readUsers()).users.find((user) => String(user.uid) === uid)?.name;
}
