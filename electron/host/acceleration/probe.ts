import { isVmkitError } from '../../../shared/errors.ts';
import type { Acceleration } from '../../../shared/model/host.ts';
import type { SectionOptions } from '../section-options.ts';
import { runGuest, type GuestRun } from './run-guest.ts';

/** KVM needs a few milliseconds; what has used this much CPU time and several times that of emulation, hangs. */
const LEAST_CPU_MS = 400;
const TIMES_EMULATION = 5;
/** For a guest that sleeps forever. */
const LIMIT_MS = 10_000;

export interface ProbeOptions extends SectionOptions {
  readonly qemu: string;
  /** CPU model under KVM: the host's own, as in the machines that are made here. */
  readonly cpu?: string;
}

/**
 * Runs the same tiny guest under KVM and under emulation at once, and believes only a guest that has come through.
 * Judged by CPU time against emulation's, not by a clock, so that a busy host is not taken for a broken one.
 */
export async function probeAcceleration(options: ProbeOptions): Promise<Acceleration> {
  const hung = new AbortController();
  let emulatedMs: number | null = null;
  const emulated = runGuest({ ...common(options), accelerator: 'tcg', cpu: 'max' }).then((guest) => {
    emulatedMs = guest.tookMs;
    return guest;
  });
  const accelerated = runGuest({
    ...common(options),
    accelerator: 'kvm',
    cpu: options.cpu ?? 'host',
    signal: AbortSignal.any([hung.signal, ...(options.signal ? [options.signal] : [])]),
    onCpuTime: (used) => {
      if (emulatedMs !== null && used > Math.max(LEAST_CPU_MS, TIMES_EMULATION * emulatedMs)) hung.abort();
    },
  }).catch((error: unknown) => {
    if (hung.signal.aborted && !options.signal?.aborted && isVmkitError(error, 'cancelled')) return null;
    throw error;
  });
  const started = performance.now();
  const [kvm] = await Promise.all([accelerated, emulated]);
  return judge(kvm, Math.round(performance.now() - started));
}

function common({ qemu, signal }: ProbeOptions): { qemu: string; signal?: AbortSignal; timeoutMs: number } {
  return { qemu, timeoutMs: LIMIT_MS, ...(signal === undefined ? {} : { signal }) };
}

/** @param kvm How the guest fared under KVM; null where it was ended because it hung. */
function judge(kvm: GuestRun | null, probedMs: number): Acceleration {
  if (kvm?.finished) {
    return { works: 'kvm', probedMs, reason: `A test guest ran under KVM in ${kvm.tookMs} ms.` };
  }
  const why =
    kvm === null || kvm.complaint === null
      ? 'a test guest hangs under KVM'
      : `a test guest cannot start under KVM (${kvm.complaint})`;
  return {
    works: 'tcg',
    probedMs,
    reason: `/dev/kvm is there, but ${why}. Machines run by emulation, which is slower.`,
  };
}
