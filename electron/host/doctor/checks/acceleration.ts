import { readAcceleration } from '../../acceleration/read-acceleration.ts';
import { errnoOf } from '../../system-file.ts';
import { access, constants } from 'node:fs/promises';
import { fine, type Check } from '../check.ts';

export const accelerationCheck: Check = {
  id: 'acceleration',
  title: 'Hardware acceleration',
  async look(options) {
    const found = await readAcceleration(options);
    if (found.works === 'kvm') return fine(found.reason);
    const denied = await access('/dev/kvm', constants.R_OK | constants.W_OK).then(
      () => false,
      (error: unknown) => errnoOf(error) === 'EACCES',
    );
    return {
      state: 'warning',
      finding: found.reason,
      hint: denied
        ? 'Join the group "kvm", then log out and in again.'
        : 'Machines work all the same. Switch on virtualization in the firmware, or nested virtualization in the host above.',
      fixable: denied,
    };
  },
};
