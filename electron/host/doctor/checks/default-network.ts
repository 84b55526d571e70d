import { fine, type Check } from '../check.ts';
import { isThere } from '../../programs.ts';
import { isForbidden, listSystemFolder } from '../../system-file.ts';

/** Where libvirt keeps the networks it knows and those that run (both for root only on most systems). */
const DEFINED = '/etc/libvirt/qemu/networks';
const RUNNING = '/run/libvirt/network';

export const defaultNetworkCheck: Check = {
  id: 'default-network',
  title: 'A network for machines',
  async look() {
    // The bridge of a running network is visible to everyone.
    if (await isThere('/sys/class/net/virbr0')) return fine('A network of libvirt is running (virbr0).');
    const [defined, running] = await Promise.all([networksIn(DEFINED), networksIn(RUNNING)]);
    if (running?.length) return fine(`A network of libvirt is running (${running.join(', ')}).`);
    if (defined === null) {
      return {
        state: 'warning',
        finding: 'No network of libvirt seems to run.',
        hint: 'Start one.',
        fixable: true,
      };
    }
    if (defined.includes('default')) {
      return {
        state: 'warning',
        finding: 'The network "default" is defined but not running.',
        hint: 'Start it.',
        fixable: true,
      };
    }
    return {
      state: 'warning',
      finding: 'There is no network named "default"; machines can use another network or none.',
      hint: 'Create a network on the page Networks.',
    };
  },
};

async function networksIn(folder: string): Promise<string[] | null> {
  try {
    const names = await listSystemFolder(folder);
    return names.filter((name) => name.endsWith('.xml')).map((name) => name.replace(/\.xml$/, ''));
  } catch (error) {
    if (isForbidden(error)) return null;
    throw error;
  }
}
