import { fine, type Check } from '../check.ts';
import { findProgram, isThere } from '../../programs.ts';

export const HELPER_PATH = '/usr/libexec/vmkit/helper';
export const POLICY_PATH = '/usr/share/polkit-1/actions/org.vmkit.helper.policy';

export const helperCheck: Check = {
  id: 'helper',
  title: 'The helper that works as root',
  async look() {
    if (process.geteuid?.() === 0) return fine('Running as root, so no helper needs to be installed.');
    const missing = [
      ...((await findProgram('pkexec')) === null ? ['pkexec'] : []),
      ...((await isThere(HELPER_PATH)) ? [] : [HELPER_PATH]),
      ...((await isThere(POLICY_PATH)) ? [] : [POLICY_PATH]),
    ];
    if (missing.length === 0) return fine('The helper and its policy are installed.');
    return {
      state: 'failed',
      finding: `Not installed: ${missing.join(', ')}. Without these, disks can be neither read in full nor captured.`,
      hint: 'Run `sudo npm run setup -- --install-helper` in the checkout once, or run vmkit as root.',
    };
  },
};
