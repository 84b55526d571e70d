import { PRIVILEGED_SECTIONS, useHost } from '../stores/host.ts';
import { call } from './call.ts';

/** Asks for administrator rights (which may ask for a password), then reads again what only root may read. */
export async function unlock(): Promise<void> {
  await call('host.unlock', {});
  const { load } = useHost.getState();
  await Promise.all(PRIVILEGED_SECTIONS.map((name) => load(name, true)));
}
