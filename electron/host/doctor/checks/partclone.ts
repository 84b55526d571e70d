import { fine, type Check } from '../check.ts';
import { missingPrograms } from '../../programs.ts';

/** The filesystems that Linux hosts have nearly always. */
const PROGRAMS = ['partclone.ext4', 'partclone.xfs', 'partclone.btrfs', 'partclone.vfat'];

export const partcloneCheck: Check = {
  id: 'partclone',
  title: 'partclone, which tells used blocks from free ones',
  async look() {
    const missing = await missingPrograms(PROGRAMS);
    if (missing.length === 0) return fine('partclone is installed.');
    return {
      state: 'warning',
      finding:
        missing.length === PROGRAMS.length
          ? 'partclone is not installed, so captures copy free space too.'
          : `partclone lacks ${missing.join(', ')}, so such filesystems are captured with their free space.`,
      hint: 'Install partclone.',
      fixable: true,
    };
  },
};
