import { fine, type Check } from '../check.ts';
import { askLibvirtSocket } from '../libvirt-socket.ts';
import { findProgram } from '../../programs.ts';

export const libvirtCheck: Check = {
  id: 'libvirt',
  title: 'libvirt, which manages machines',
  async look(options) {
    const answer = await askLibvirtSocket(options);
    // Whether this user may talk to it is a check of its own.
    if (answer === 'connected' || answer === 'denied') return fine('libvirt is running.');
    const installed = (await findProgram('libvirtd')) ?? (await findProgram('virtqemud'));
    if (installed === null) {
      return {
        state: 'failed',
        finding: 'libvirt is not installed.',
        hint: 'Install libvirt and start it.',
        fixable: true,
      };
    }
    return {
      state: 'failed',
      finding:
        answer === 'absent' ? 'libvirt is installed but not running.' : 'libvirt runs but does not answer.',
      hint: answer === 'absent' ? 'Start libvirt.' : 'Restart libvirt: its socket refuses connections.',
      fixable: true,
    };
  },
};
