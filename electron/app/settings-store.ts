import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { settings as settingsSchema } from '../../shared/model/settings.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { writeFileAtomic } from '../system/write-file-atomic.ts';

/** The user's settings, in one JSON file. A file that cannot be read as settings counts as none. */
export class SettingsStore {
  readonly #path: string;
  #pending: Promise<unknown> = Promise.resolve();

  constructor(configFolder: string) {
    this.#path = join(configFolder, 'settings.json');
  }

  async get(): Promise<Settings> {
    try {
      const parsed = settingsSchema.safeParse(JSON.parse(await readFile(this.#path, 'utf8')));
      return parsed.success ? parsed.data : settingsSchema.parse({});
    } catch {
      return settingsSchema.parse({});
    }
  }

  /** Changes some settings; two changes at once do not lose one another. */
  set(change: Partial<Settings>): Promise<Settings> {
    const next = this.#pending.then(async () => {
      const merged = settingsSchema.parse({ ...(await this.get()), ...change });
      await writeFileAtomic(this.#path, `${JSON.stringify(merged, null, 2)}\n`);
      return merged;
    });
    this.#pending = next.catch(() => undefined);
    return next;
  }
}
