import { access, constants } from 'node:fs/promises';
import { toEnvelope, VmkitError, type ErrorEnvelope } from '../../shared/errors.ts';
import type { CaptureRequest } from '../../shared/model/capture.ts';
import { formatBytes } from '../../shared/units.ts';
import { searchPath } from '../system/run.ts';

const PROGRAMS = ['qemu-img', 'sfdisk', 'blkid', 'losetup'] as const;

/** Programs without which nothing can be captured, each as a refusal. */
export async function missingPrograms(): Promise<readonly ErrorEnvelope[]> {
  const found = await Promise.all(PROGRAMS.map(isInstalled));
  return PROGRAMS.filter((_, index) => !found[index]).map((program) =>
    toEnvelope(
      new VmkitError('program.missing', `The program ${program} is not installed.`, {
        hint: 'Run `vmkit doctor --fix`, which installs what is missing.',
        detail: { program },
      }),
    ),
  );
}

async function isInstalled(program: string): Promise<boolean> {
  const tries = searchPath()
    .split(':')
    .map((folder) =>
      access(`${folder}/${program}`, constants.X_OK).then(
        () => true,
        () => false,
      ),
    );
  return (await Promise.all(tries)).includes(true);
}

/** Whether a request lets disks be captured that are in use; `auto` captures these live, and the others at rest. */
export function capturesInUse({ consistency }: Pick<CaptureRequest, 'consistency'>): boolean {
  return consistency === 'auto' || consistency === 'live' || consistency === 'best-effort';
}

/** Ways of capturing a disk in use that are not there yet. */
export function unsupportedConsistency({ consistency }: CaptureRequest): readonly ErrorEnvelope[] {
  if (consistency !== 'snapshot' && consistency !== 'freeze') return [];
  const message = `The consistency “${consistency}” is not there yet.`;
  return [{ code: 'not-supported', message, hint: 'Use --consistency live, which needs neither.' }];
}

export function duplicateDisk(path: string): ErrorEnvelope {
  return {
    code: 'input.invalid',
    message: `${path} is named twice.`,
    hint: 'Name each disk once.',
    detail: { device: path },
  };
}

/** Refusal where the expected size does not fit. */
export function tooLittleSpace(
  neededBytes: number,
  freeBytes: number,
  repository: string,
): readonly ErrorEnvelope[] {
  if (neededBytes <= freeBytes) return [];
  const sizes = `about ${formatBytes(neededBytes)} needed, ${formatBytes(freeBytes)} free`;
  return [
    {
      code: 'space.insufficient',
      message: `The repository ${repository} has too little space: ${sizes}.`,
      hint: 'Free some space, leave partitions out, or choose another repository.',
      detail: { neededBytes, freeBytes, repository },
    },
  ];
}
