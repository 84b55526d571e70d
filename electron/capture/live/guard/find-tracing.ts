import { stat } from 'node:fs/promises';
import { run } from '../../../system/run.ts';

/** Where tracefs usually is; the second is the older place. */
const PLACES = ['/sys/kernel/tracing', '/sys/kernel/debug/tracing'] as const;

/** Argument that lets the guard, which is then in a mount namespace of its own, mount tracefs. */
export const MOUNT_ARGUMENT = '--mount-tracing';

/** The mounted tracefs of this namespace, or null. */
export async function mountedTracing(): Promise<string | null> {
  for (const place of PLACES) {
    if (await stat(`${place}/instances`).catch(() => undefined)) return place;
  }
  return null;
}

export interface FoundTracing {
  /** Path that leads there from every process of this host. */
  readonly tracing: string | null;
  /** Why there is none. */
  readonly reason: string;
}

/** What the guard tells of tracefs; mounts it where it was started to. */
export async function findTracing(): Promise<FoundTracing> {
  try {
    if (process.argv.includes(MOUNT_ARGUMENT) && (await mountedTracing()) === null) {
      await run(['mount', '-t', 'tracefs', 'tracefs', PLACES[0]]);
    }
    const place = await mountedTracing();
    return place === null
      ? { tracing: null, reason: 'tracefs is not there' }
      : { tracing: `/proc/${process.pid}/root${place}`, reason: '' };
  } catch (error) {
    return { tracing: null, reason: error instanceof Error ? error.message : String(error) };
  }
}
