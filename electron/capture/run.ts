import { DirectoryHandle } from './folder/directory-handle.ts';
import { acquireLock, type Lock } from './folder/lock.ts';
import type { CaptureHost, CaptureManifest, CaptureRequest } from '../../shared/model/capture.ts';
import type { Report } from '../../shared/model/job.ts';
import { throwIfAborted } from '../../shared/errors.ts';
import { describePlan, refusalError } from './plan.ts';
import { prepareDisks, type Prepared } from './prepare.ts';
import { CaptureSession } from './session.ts';
import { captureLockKey, findJournal, type CaptureTarget } from './target.ts';

export interface CaptureInput {
  readonly request: CaptureRequest;
  readonly target: CaptureTarget;
  readonly host: CaptureHost;
  /** Facts about the host for inventory.json; secrets are removed once more. */
  readonly inventory: Readonly<Record<string, unknown>>;
}

export interface RunCaptureOptions {
  readonly signal?: AbortSignal | undefined;
  readonly report?: Report | undefined;
}

/**
 * Captures disks at rest into a folder of a repository. Phases: prepare, copy, verify, finish. A failure or a cancel
 * takes back what this run made; a run that was killed can go on with `resume`.
 * @throws VmkitError any refusal of the plan (`disk.not-found`, `disk.not-a-disk`, `disk.in-use`, `capture.exists`,
 * `capture.nothing-to-resume`, `capture.locked`, `disk.changed`, `space.insufficient`, `path.unsafe`,
 * `program.missing`, `input.invalid`, `not-supported`), and while it runs `space.exhausted`, `disk.read-failed`,
 * `disk.shrunk`, `capture.verify-failed`, `file.failed`, `cancelled`.
 */
export async function runCapture(
  input: CaptureInput,
  { signal, report = () => undefined }: RunCaptureOptions = {},
): Promise<CaptureManifest> {
  throwIfAborted(signal);
  const repository = await DirectoryHandle.open(input.target.directory);
  const locks: Lock[] = [];
  try {
    report({ kind: 'phase', phase: 'prepare', title: 'Read what is in use' });
    const before = await findJournal(repository, input.request);
    const request = before
      ? { ...before.request, resume: true, verify: input.request.verify }
      : input.request;
    locks.push(await acquireLock(await captureLockKey(repository, request.name), `capture ${request.name}`));
    const prepared = await prepareDisks(input.request, { hold: true, signal });
    try {
      await lockDisks(prepared, request.name, locks);
      const plan = await describePlan({ ...request, disks: input.request.disks }, input.target, prepared);
      const refusal = refusalError(plan.refusals);
      if (refusal) throw refusal;
      return await new CaptureSession(
        { ...input, request },
        { repository, prepared, before, signal, report },
      ).run();
    } finally {
      await prepared.close();
    }
  } finally {
    await Promise.all(locks.map((lock) => lock.release()));
    await repository.close();
  }
}

async function lockDisks(prepared: Prepared, name: string, locks: Lock[]): Promise<void> {
  for (const { disk } of prepared.disks) {
    locks.push(await acquireLock(disk.lockKey, `capture ${name} of ${disk.path}`));
  }
}
