import { join } from 'node:path';
import { toEnvelope, VmkitError, type ErrorEnvelope } from '../../shared/errors.ts';
import type { CapturePlan, CaptureRequest } from '../../shared/model/capture.ts';
import type { PlanStep } from '../../shared/model/job.ts';
import { formatBytes } from '../../shared/units.ts';
import { captureCommands } from './commands.ts';
import { estimate, type Estimate } from './estimate.ts';
import { DirectoryHandle } from './folder/directory-handle.ts';
import { locked, lockOwner } from './folder/lock.ts';
import { imageFile } from './folder/file-names.ts';
import { refuseUnknownExtents } from './live/own-files.ts';
import { prepareDisks, type PreparedDisk } from './prepare.ts';
import { tooLittleSpace } from './refusals.ts';
import { captureLockKey, checkSameDisks, findJournal, freeBytes, type CaptureTarget } from './target.ts';

/** Tables, manifest, inventory and boot facts of a capture, at most. */
const OVERHEAD_BYTES = 8 * 1024 ** 2;

export interface PlanOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * What a capture would do: its parts, size, time and steps, and why it cannot be run (`refusals`, codes as in
 * `runCapture`). Reads the disks, changes nothing.
 * @throws VmkitError `cancelled`; everything else is a refusal.
 */
export async function planCapture(
  request: CaptureRequest,
  target: CaptureTarget | null,
  { signal }: PlanOptions = {},
): Promise<CapturePlan> {
  const prepared = await prepareDisks(request, { hold: false, signal });
  try {
    return await describePlan(request, target, prepared);
  } finally {
    await prepared.close();
  }
}

interface Found {
  readonly disks: readonly PreparedDisk[];
  readonly refusals: readonly ErrorEnvelope[];
}

/** The plan of disks that are open and mapped. */
export async function describePlan(
  request: CaptureRequest,
  target: CaptureTarget | null,
  { disks, refusals }: Found,
): Promise<CapturePlan> {
  const estimates = await Promise.all(
    disks.map(({ disk, used }) => estimate(disk, used, request.compression)),
  );
  const estimatedBytes = sum(estimates.map(({ bytes }) => bytes)) + OVERHEAD_BYTES;
  const checked =
    target === null ? null : await checkTarget(request, target, { disks, refusals }, estimatedBytes);
  const steps = planSteps(request, disks, estimates);
  return {
    request,
    disks: disks.map(({ plan }) => plan),
    usedBytes: sum(disks.map(({ used }) => used.bytes)),
    estimatedBytes,
    estimatedSeconds: sum(steps.map(({ seconds }) => seconds ?? 0)),
    target: checked?.target ?? null,
    steps,
    refusals: [...refusals, ...(checked?.refusals ?? [])],
    warnings: warnings(disks, estimatedBytes, checked?.target?.freeBytes ?? null),
    commands: captureCommands(request, target?.directory ?? '.'),
  };
}

interface CheckedTarget {
  readonly target: CapturePlan['target'];
  readonly refusals: readonly ErrorEnvelope[];
}

async function checkTarget(
  request: CaptureRequest,
  target: CaptureTarget,
  { disks, refusals }: Found,
  neededBytes: number,
): Promise<CheckedTarget> {
  let directory: DirectoryHandle | undefined;
  try {
    directory = await DirectoryHandle.open(target.directory);
    const free = await freeBytes(directory);
    const described = { ...target, freeBytes: free };
    try {
      await checkName(request, directory, { disks, refusals });
      await refuseUnknownExtents(
        directory,
        disks.filter(({ live }) => live).map(({ disk }) => disk),
      );
      const space = request.resume ? [] : tooLittleSpace(neededBytes, free, target.repository);
      return { target: described, refusals: space };
    } catch (error) {
      return { target: described, refusals: [toEnvelope(error)] };
    }
  } catch (error) {
    return { target: null, refusals: [toEnvelope(error)] };
  } finally {
    await directory?.close();
  }
}

async function checkName(request: CaptureRequest, repository: DirectoryHandle, found: Found): Promise<void> {
  const owner = await lockOwner(await captureLockKey(repository, request.name));
  if (owner && owner.pid !== process.pid) throw locked(owner);
  const before = await findJournal(repository, request);
  if (before && found.refusals.length === 0) {
    checkSameDisks(
      before,
      found.disks.map(({ plan }) => plan),
    );
  }
}

function planSteps(
  request: CaptureRequest,
  disks: readonly PreparedDisk[],
  estimates: readonly Estimate[],
): PlanStep[] {
  const copies = disks.map(({ disk, used }, index): PlanStep => ({
    id: `copy-${index}`,
    title: `Copy ${disk.path}`,
    detail: `${formatBytes(used.bytes)} in use of ${formatBytes(disk.sizeBytes)}, into ${imageFile(index)}`,
    bytes: used.bytes,
    seconds: Math.ceil(estimates[index]?.copySeconds ?? 0),
    undo: 'remove the image',
  }));
  const verify: PlanStep = {
    id: 'verify',
    title: 'Compare the images with the disks',
    detail: 'Byte for byte, and a SHA-256 of each image',
    bytes: sum(disks.map(({ used }) => used.bytes)),
    seconds: Math.ceil(sum(estimates.map(({ verifySeconds }) => verifySeconds))),
    undo: 'nothing to undo, it only reads',
  };
  return [
    step(
      'prepare',
      'Hold the disks and read what is in use',
      join(request.repository, request.name),
      'remove the folder',
    ),
    ...copies,
    ...freezeSteps(request, disks),
    ...(request.verify ? [verify] : []),
    step(
      'finish',
      'Write inventory and manifest',
      'Only then does the capture count as complete',
      'delete the capture',
    ),
  ];
}

/** The end of a live capture, which is the one thing that others notice. */
function freezeSteps(request: CaptureRequest, disks: readonly PreparedDisk[]): PlanStep[] {
  const live = disks.filter((disk) => disk.live).map(({ disk }) => disk.path);
  if (live.length === 0 || request.consistency === 'best-effort') return [];
  const budget = request.freezeBudgetMs / 1000;
  const detail = `What changed meanwhile is copied in passes; at the end ${live.join(', ')} stands still for at most ${budget} s`;
  return [step('freeze', 'Follow the changes, freeze, copy the last of them', detail, 'thaw')];
}

function step(id: string, title: string, detail: string, undo: string | null): PlanStep {
  return { id, title, detail, bytes: null, seconds: 1, undo };
}

function warnings(disks: readonly PreparedDisk[], neededBytes: number, free: number | null): string[] {
  const list: string[] = [];
  if (disks.length > 0) {
    list.push(
      'The images hold everything on the disks, password hashes and private keys included. Only root can read them.',
    );
  }
  for (const volume of disks.flatMap(({ plan }) => plan.volumes)) {
    const large = volume.method === 'whole' && volume.sizeBytes > 64 * 1024 ** 2;
    if (large) list.push(`${volume.path ?? volume.title}: ${volume.reason}`);
  }
  if (free !== null && neededBytes <= free && neededBytes * 1.25 > free) {
    list.push(`Space will be tight: about ${formatBytes(neededBytes)} needed, ${formatBytes(free)} free.`);
  }
  return list;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The first refusal of a plan as the error it stands for. */
export function refusalError(refusals: readonly ErrorEnvelope[]): VmkitError | undefined {
  const [first] = refusals;
  return first && new VmkitError(first.code, first.message, { hint: first.hint, detail: first.detail });
}
