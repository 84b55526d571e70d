import { VmkitError } from '../../../shared/errors.ts';
import { formatBytes } from '../../../shared/units.ts';

export interface Race {
  readonly passes: number;
  readonly dirtyBytes: number;
  readonly expectedMs: number;
  readonly budgetMs: number;
  readonly copyBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
}

/** The error where a disk is written to faster than its changes can be copied within the budget. */
export function notConverging(race: Race): VmkitError {
  const { dirtyBytes, expectedMs, budgetMs, writeBytesPerSecond, copyBytesPerSecond, passes } = race;
  const seconds = (expectedMs / 1000).toFixed(1);
  const rates = `about ${formatBytes(writeBytesPerSecond)} a second are changed and ${formatBytes(copyBytesPerSecond)} copied`;
  return new VmkitError(
    'capture.not-converging',
    `After ${passes} passes ${formatBytes(dirtyBytes)} are still changing: ${rates}. The freeze would take ${seconds} s, and ${budgetMs / 1000} s are allowed.`,
    {
      hint: 'Allow a longer freeze (--freeze-budget), stop what writes so much, or accept --consistency best-effort.',
      detail: { ...race },
    },
  );
}
