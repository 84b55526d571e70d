import { create } from 'zustand';
import { EMPTY_VALUES } from './wizard-values.ts';
import type { WizardValues } from './wizard-values.ts';

export const WIZARD_STEPS = ['inspect', 'source', 'destination', 'machine', 'review'] as const;
export type WizardStep = (typeof WIZARD_STEPS)[number];

interface Draft {
  readonly values: WizardValues;
  readonly step: WizardStep;
  /** The furthest step seen: those before it can be gone back to. */
  readonly furthest: WizardStep;
  /** The job that was started of it. */
  readonly jobId: string | null;
  readonly save: (values: WizardValues) => void;
  readonly go: (step: WizardStep) => void;
  readonly started: (jobId: string) => void;
  readonly reset: () => void;
}

const START = { values: EMPTY_VALUES, step: 'inspect', furthest: 'inspect', jobId: null } as const;

/** The later of two steps. */
export function later(a: WizardStep, b: WizardStep): WizardStep {
  return WIZARD_STEPS.indexOf(a) > WIZARD_STEPS.indexOf(b) ? a : b;
}

/** What has been chosen in the wizard outlives a look at another page. */
export const useDraft = create<Draft>((set) => ({
  ...START,
  save: (values) => set({ values }),
  go: (step) => set((before) => ({ step, jobId: null, furthest: later(before.furthest, step) })),
  started: (jobId) => set({ jobId }),
  reset: () => set(START),
}));

/** Begins the wizard anew with a capture already chosen. */
export function chooseExisting(existing: NonNullable<WizardValues['existing']>): void {
  const { reset, save, go } = useDraft.getState();
  reset();
  save({ ...EMPTY_VALUES, source: 'existing', existing });
  go('source');
}
