import type { ErrorEnvelope } from '../../../shared/errors.ts';
import type { CaptureHost } from '../../../shared/model/capture.ts';
import type { MachinePlan, VirtualizeRequest } from '../../../shared/model/machine.ts';
import type { Network } from '../../../shared/model/network.ts';
import type { Bootability } from '../../helper/protocol.ts';
import { formatBytes } from '../../../shared/units.ts';
import { planFirmware } from './plan-firmware.ts';
import { planNics } from './plan-nics.ts';
import { CPUS_MAX, growthOf, sizeMachine, wholeMib } from './size-machine.ts';

export interface MachinePlanInput {
  readonly request: VirtualizeRequest;
  /** The captured host. */
  readonly host: CaptureHost;
  readonly bootability: Bootability;
  readonly acceleration: MachinePlan['acceleration'];
  readonly networks: readonly Network[];
  /** True where a machine of that name exists. */
  readonly taken: boolean;
}

export interface PlannedMachine {
  readonly machine: MachinePlan;
  readonly refusals: readonly ErrorEnvelope[];
  readonly warnings: readonly string[];
}

/** What the machine will be, why it cannot be made, and what to expect of it. Touches nothing. */
export function planMachine(input: MachinePlanInput): PlannedMachine {
  const { request, host, bootability, acceleration } = input;
  const usual = sizeMachine(host);
  const size = {
    cpus: request.cpus ?? usual.cpus,
    memoryBytes: wholeMib(request.memoryBytes ?? usual.memoryBytes),
  };
  const {
    firmware,
    secureBoot,
    warnings: firmwareWarnings,
  } = planFirmware(request.firmware, host, bootability);
  const nics = planNics(request, host, input.networks);
  return {
    machine: {
      name: request.name,
      ...size,
      ...growthOf(size, host),
      firmware,
      secureBoot,
      diskBus: bootability.diskBus,
      diskBusReason: bootability.reason,
      acceleration,
      nics: nics.nics,
      description: `Made by VMKit of ${host.hostname}${host.os ? ` (${host.os})` : ''}.`,
    },
    refusals: [...refuseMachine(input, size.cpus), ...nics.refusals],
    warnings: [...warnOfSize(size, input), ...firmwareWarnings, ...nics.warnings],
  };
}

function refuseMachine({ request, host, taken }: MachinePlanInput, cpus: number): readonly ErrorEnvelope[] {
  const refusals: ErrorEnvelope[] = [];
  if (taken) {
    refusals.push({
      code: 'machine.exists',
      message: `There is a machine named ${request.name} already.`,
      hint: 'Choose another name, or delete the other machine first.',
      detail: { machine: request.name },
    });
  }
  if (cpus > CPUS_MAX) {
    refusals.push({ code: 'input.invalid', message: `A machine can have at most ${CPUS_MAX} CPUs here.` });
  }
  if (!['x86_64', 'amd64', 'x64'].includes(host.architecture)) {
    refusals.push({
      code: 'not-supported',
      message: `The captured system is for ${host.architecture}; only x86-64 machines can be made so far.`,
    });
  }
  return refusals;
}

function warnOfSize(
  size: Pick<MachinePlan, 'cpus' | 'memoryBytes'>,
  { host, acceleration }: MachinePlanInput,
): readonly string[] {
  const warnings: string[] = [];
  if (acceleration === 'tcg') {
    warnings.push('Hardware acceleration does not work here: the machine will be emulated, and slow.');
  }
  if (size.cpus > host.threads) {
    warnings.push(`The machine gets ${size.cpus} CPUs, more than the ${host.threads} threads of its host.`);
  }
  if (size.memoryBytes > host.memoryBytes) {
    warnings.push(
      `The machine gets ${formatBytes(size.memoryBytes)} of memory, more than the ${formatBytes(host.memoryBytes)} of its host.`,
    );
  }
  return warnings;
}
