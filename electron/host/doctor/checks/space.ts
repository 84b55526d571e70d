import { statfs } from 'node:fs/promises';
import { formatBytes } from '../../../../shared/units.ts';
import { fine, type Check } from '../check.ts';

const FOLDER = '/var/lib/libvirt/images';
/** Less than this holds no captured host worth the name. */
const LEAST_BYTES = 10 * 1024 ** 3;

export const spaceCheck: Check = {
  id: 'space',
  title: 'Space for disk images',
  async look() {
    // Root's own folder on some systems: its filesystem is that of a parent then.
    const facts =
      (await statfs(FOLDER).catch(() => null)) ??
      (await statfs('/var/lib').catch(() => null)) ??
      (await statfs('/'));
    const free = facts.bavail * facts.bsize;
    if (free >= LEAST_BYTES) return fine(`${formatBytes(free)} are free in ${FOLDER}.`);
    return {
      state: 'warning',
      finding: `Only ${formatBytes(free)} are free in ${FOLDER}.`,
      hint: 'Free some space, or create a storage repository on a larger disk.',
    };
  },
};
