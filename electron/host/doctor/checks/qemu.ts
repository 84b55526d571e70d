import { findQemu } from '../../acceleration/read-acceleration.ts';
import { fine, type Check } from '../check.ts';

export const qemuCheck: Check = {
  id: 'qemu',
  title: 'QEMU, which runs machines',
  async look() {
    const path = await findQemu();
    if (path !== null) return fine(`QEMU is installed (${path}).`);
    return {
      state: 'failed',
      finding: 'QEMU is not installed, so no machine can run here.',
      hint: 'Install QEMU.',
      fixable: true,
    };
  },
};
