import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { SectionOptions } from '../section-options.ts';
import { isForbidden } from '../system-file.ts';
import type { Mount } from './mounts.ts';

/** What reading one disk shares: cancel, mounts, and whether this process may read the disk itself. */
export interface DiskContext extends SectionOptions {
  readonly mounts: readonly Mount[];
  readonly readable: boolean;
}

/** `root`: only root may read this device. `no`: not even root may, or it is gone. */
export async function readability(path: string): Promise<'yes' | 'root' | 'no'> {
  try {
    await (await open(path, constants.O_RDONLY | constants.O_NONBLOCK)).close();
    return 'yes';
  } catch (error) {
    return isForbidden(error) && process.geteuid?.() !== 0 ? 'root' : 'no';
  }
}
