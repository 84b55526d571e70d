import { writeJson } from './atomic-json.ts';
import type { DirectoryHandle } from './directory-handle.ts';
import { JOURNAL_FILE, type Journal, type JournalDisk } from './journal.ts';

/** The journal of a running capture: the one place that changes it, on disk first. */
export class JournalBook {
  constructor(private current: Journal) {}

  get journal(): Journal {
    return this.current;
  }

  async write(folder: DirectoryHandle): Promise<void> {
    await writeJson(folder, JOURNAL_FILE, this.current);
  }

  /** Records what changed of one disk. */
  async change(
    folder: DirectoryHandle,
    index: number,
    change: Partial<Pick<JournalDisk, 'state' | 'passes'>>,
  ): Promise<void> {
    const disks = this.current.disks.map((disk, at) => (at === index ? { ...disk, ...change } : disk));
    const next = { ...this.current, disks };
    await writeJson(folder, JOURNAL_FILE, next);
    this.current = next;
  }
}
