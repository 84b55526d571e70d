import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { isVmkitError, throwIfAborted } from '../../shared/errors.ts';
import { startDetached } from '../system/start-daemon.ts';

const WAIT_STEPS = 300;
const STEP_MS = 100;
/** The daemon ends by itself when nobody has used it for so many seconds and nothing runs. */
const IDLE_SECONDS = 120;

/**
 * Starts the user's own libvirtd (or virtqemud, where libvirt is split) and dials until it answers. Two clients may do
 * this at once: the second daemon sees the first one's lock and ends.
 */
export async function startSessionDaemon(
  dialAgain: () => Promise<Duplex>,
  signal?: AbortSignal,
): Promise<Duplex> {
  await startEither();
  for (let step = 0; ; step += 1) {
    throwIfAborted(signal);
    try {
      return await dialAgain();
    } catch (error) {
      if (step >= WAIT_STEPS || !isVmkitError(error, 'libvirt.unreachable')) throw error;
    }
    await sleep(STEP_MS);
  }
}

async function startEither(): Promise<void> {
  const timeout = `--timeout=${IDLE_SECONDS}`;
  try {
    await startDetached(['libvirtd', timeout]);
  } catch (error) {
    if (!isVmkitError(error, 'program.missing')) throw error;
    await startDetached(['virtqemud', timeout]);
  }
}
