import { fine, type Check } from '../check.ts';
import { missingPrograms } from '../../programs.ts';

const PROGRAMS = ['lsblk', 'sfdisk', 'blkid', 'losetup', 'dumpe2fs', 'setpriv', 'prlimit'];

export const diskToolsCheck: Check = {
  id: 'disk-tools',
  title: 'Tools that read disks',
  async look() {
    const missing = await missingPrograms(PROGRAMS);
    if (missing.length === 0) return fine('The tools that read disks and partitions are installed.');
    return {
      state: 'failed',
      finding: `Not installed: ${missing.join(', ')}.`,
      hint: 'Install them.',
      fixable: true,
    };
  },
};
