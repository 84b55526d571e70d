import { userInfo } from 'node:os';
import { fine, type Check } from '../check.ts';
import { askLibvirtSocket } from '../libvirt-socket.ts';
import { readUsers } from '../../users.ts';

export const libvirtAccessCheck: Check = {
  id: 'libvirt-access',
  title: 'Permission to use libvirt',
  async look(options) {
    if (process.geteuid?.() === 0) return fine('root may use libvirt.');
    const answer = await askLibvirtSocket(options);
    const name = userInfo().username;
    if (answer === 'denied') {
      return {
        state: 'failed',
        finding: `The user ${name} may not use libvirt.`,
        hint: 'Join the group "libvirt", then log out and in again.',
        fixable: true,
      };
    }
    if (answer !== 'connected') {
      return {
        state: 'warning',
        finding: 'Unknown while libvirt is not running.',
        hint: 'Start libvirt first.',
      };
    }
    if (await isMember()) return fine(`The user ${name} may use libvirt.`);
    return {
      state: 'warning',
      finding: `libvirt may ask ${name} for a password each time.`,
      hint: 'Join the group "libvirt", then log out and in again.',
      fixable: true,
    };
  },
};

async function isMember(): Promise<boolean> {
  const { groups } = await readUsers();
  const gid = groups.find(({ name }) => name === 'libvirt')?.gid;
  return gid !== undefined && (process.getgroups?.() ?? []).includes(gid);
}
