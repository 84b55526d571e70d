import { isVmkitError } from '../../shared/errors.ts';
import type { Network } from '../../shared/model/network.ts';
import type { CallOptions, Libvirt, NetworkRef } from '../libvirt/index.ts';
import { readNetwork } from './read-network.ts';

/** Every network, by name. One that goes away while the list is read is left out. */
export async function listNetworks(libvirt: Libvirt, options: CallOptions = {}): Promise<readonly Network[]> {
  const { nets } = await libvirt.call('connectListAllNetworks', {}, options);
  const read = await Promise.all(nets.map((net) => readUnlessGone(libvirt, net, options)));
  return read.filter((one) => one !== undefined).sort((a, b) => a.name.localeCompare(b.name));
}

async function readUnlessGone(
  libvirt: Libvirt,
  net: NetworkRef,
  options: CallOptions,
): Promise<Network | undefined> {
  try {
    return await readNetwork(libvirt, net, options);
  } catch (error) {
    if (isVmkitError(error, 'network.not-found')) return undefined;
    throw error;
  }
}
