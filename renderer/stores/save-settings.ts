import type { Settings } from '../../shared/model/settings.ts';
import { call } from '../api/call.ts';
import { useSettings } from './resources.ts';

/** Keeps a change; the store shows what was really kept. */
export async function saveSettings(change: Partial<Settings>): Promise<void> {
  useSettings.getState().put(await call('settings.set', change));
}
