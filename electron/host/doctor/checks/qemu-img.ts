import { fine, type Check } from '../check.ts';
import { findProgram } from '../../programs.ts';

export const qemuImgCheck: Check = {
  id: 'qemu-img',
  title: 'qemu-img, which writes disk images',
  async look() {
    const path = await findProgram('qemu-img');
    if (path !== null) return fine(`qemu-img is installed (${path}).`);
    return {
      state: 'failed',
      finding: 'qemu-img is not installed, so this host cannot be captured.',
      hint: 'Install qemu-img.',
      fixable: true,
    };
  },
};
