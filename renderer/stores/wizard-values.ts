import { z } from 'zod';
import type { CaptureRequestInput } from '../../shared/model/capture.ts';
import { compression, resourceName } from '../../shared/model/capture.ts';
import type { VirtualizeRequestInput } from '../../shared/model/machine.ts';
import { t } from '../words/words.ts';

export const MEMORY_MIN = 64 * 1024 ** 2;
const CPUS_MAX = 512;

/** What the wizard has been told so far. 0 for a number, an empty text: not said yet. */
const base = z.object({
  source: z.enum(['disks', 'existing']),
  goal: z.enum(['machine', 'capture']),
  disks: z.array(z.string()),
  existing: z.object({ repository: z.string(), capture: z.string() }).nullable(),
  repository: z.string(),
  name: z.string(),
  compression,
  verify: z.boolean(),
  cpus: z.number(),
  memoryBytes: z.number(),
  nics: z.array(z.object({ mac: z.string(), name: z.string(), network: z.string().nullable() })),
  firmware: z.enum(['auto', 'bios', 'uefi']),
  start: z.boolean(),
});
export type WizardValues = z.infer<typeof base>;

export interface Problem {
  readonly path: keyof WizardValues;
  readonly message: string;
}

/** True where only images are made. */
export function captureOnly({ source, goal }: Pick<WizardValues, 'source' | 'goal'>): boolean {
  return source === 'disks' && goal === 'capture';
}

function sourceProblems(values: WizardValues): readonly (Problem | false)[] {
  const disks = values.source === 'disks';
  return [
    disks && values.disks.length === 0 && { path: 'disks', message: t('virtualize.source.needDisk') },
    !disks && values.existing === null && { path: 'existing', message: t('virtualize.source.needCapture') },
    disks && values.repository === '' && { path: 'repository', message: t('virtualize.destination.choose') },
  ];
}

function machineProblems({ cpus, memoryBytes }: WizardValues): readonly (Problem | false)[] {
  const cpusFit = Number.isInteger(cpus) && cpus >= 1 && cpus <= CPUS_MAX;
  return [
    !cpusFit && { path: 'cpus', message: t('virtualize.machine.cpusRange') },
    memoryBytes < MEMORY_MIN && { path: 'memoryBytes', message: t('sizeField.invalid') },
  ];
}

/** Everything that is missing or wrong, step by step. */
export function problemsOf(values: WizardValues): readonly Problem[] {
  const name = resourceName.safeParse(values.name);
  return [
    ...sourceProblems(values),
    !name.success && { path: 'name' as const, message: name.error.issues[0]?.message ?? '' },
    ...(captureOnly(values) ? [] : machineProblems(values)),
  ].filter((problem) => problem !== false);
}

/** The form's schema. The rules are in one place since each step is checked while later ones are still empty. */
export const wizardValues = base.superRefine((values, context) => {
  for (const { path, message } of problemsOf(values)) {
    context.addIssue({ code: 'custom', path: [path], message });
  }
});

export const EMPTY_VALUES: WizardValues = {
  source: 'disks',
  goal: 'machine',
  disks: [],
  existing: null,
  repository: '',
  name: '',
  compression: 'zstd',
  verify: true,
  cpus: 0,
  memoryBytes: 0,
  nics: [],
  firmware: 'auto',
  start: false,
};

function captureRequest(values: WizardValues): CaptureRequestInput {
  const { name, disks, repository, verify } = values;
  return { name, disks, repository, compression: values.compression, verify, consistency: 'offline' };
}

export type WizardRequest =
  | { readonly kind: 'capture'; readonly input: CaptureRequestInput }
  | { readonly kind: 'virtualize'; readonly input: VirtualizeRequestInput };

/** What the services are asked for. */
export function requestOf(values: WizardValues): WizardRequest {
  if (captureOnly(values)) return { kind: 'capture', input: captureRequest(values) };
  const { name, cpus, memoryBytes, firmware, start, existing, source } = values;
  return {
    kind: 'virtualize',
    input: {
      name,
      source:
        source === 'existing' && existing
          ? { kind: 'existing', ...existing }
          : { kind: 'capture', capture: captureRequest(values) },
      cpus,
      memoryBytes,
      nics: values.nics.map(({ mac, network }) => ({ mac, network })),
      firmware,
      start,
    },
  };
}
