import type { CapturePlan } from '../../../shared/model/capture.ts';
import type { VmkitError } from '../../../shared/errors.ts';
import type { VirtualizePlan } from '../../../shared/model/machine.ts';
import { useCall } from '../../api/use-call.ts';
import { requestOf } from '../../stores/wizard-values.ts';
import type { WizardValues } from '../../stores/wizard-values.ts';

/** The plan of what was chosen, as the services made it. */
export interface Plan {
  /** Steps, refusals, warnings and commands. */
  readonly whole: CapturePlan | VirtualizePlan | null;
  /** The part about disks; null where an existing capture is used. */
  readonly capture: CapturePlan | null;
  readonly machine: VirtualizePlan['machine'] | null;
  readonly error: VmkitError | null;
  readonly loading: boolean;
  readonly reload: () => void;
}

/** Has the plan made for complete values; null: no plan is wanted yet. */
export function usePlan(values: WizardValues | null): Plan {
  const request = values && requestOf(values);
  const capture = useCall('capture.plan', request?.kind === 'capture' ? request.input : null);
  const virtualize = useCall('virtualize.plan', request?.kind === 'virtualize' ? request.input : null);
  const { error, loading, reload } = request?.kind === 'capture' ? capture : virtualize;
  const shown = { error, loading, reload };
  if (request === null || loading || error) return { ...shown, whole: null, capture: null, machine: null };
  if (request.kind === 'capture') {
    return { ...shown, whole: capture.value, capture: capture.value, machine: null };
  }
  return {
    ...shown,
    whole: virtualize.value,
    capture: virtualize.value?.capture ?? null,
    machine: virtualize.value?.machine ?? null,
  };
}
