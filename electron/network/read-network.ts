import type { Network } from '../../shared/model/network.ts';
import type { CallOptions, Libvirt, NetworkRef } from '../libvirt/index.ts';
import { all, attribute, child, parseXml } from '../xml/index.ts';
import { cidrOf } from './cidr.ts';

/** What a network's XML says; source: formatnetwork.html. */
export function describeNetwork(xml: string): Pick<Network, 'mode' | 'bridge' | 'addresses' | 'dhcp'> {
  const { root } = parseXml(xml, 'network');
  const addresses = all(root, 'ip');
  // A forward element without a mode is NAT; no forward element keeps the machines among themselves.
  const mode = child(root, 'forward') ? (attribute(root, 'forward', 'mode') ?? 'nat') : 'isolated';
  return {
    mode,
    bridge: attribute(root, 'bridge', 'name'),
    addresses: addresses.map(cidrOf).filter((cidr) => cidr !== null),
    dhcp: addresses.some((ip) => child(ip, 'dhcp') !== undefined),
  };
}

/** One network as libvirt has it now: four reads at once. @throws VmkitError `network.not-found` */
export async function readNetwork(
  libvirt: Libvirt,
  net: NetworkRef,
  options: CallOptions = {},
): Promise<Network> {
  const [{ xml }, { active }, { persistent }, { autostart }] = await Promise.all([
    libvirt.call('networkGetXmlDesc', { net }, options),
    libvirt.call('networkIsActive', { net }, options),
    libvirt.call('networkIsPersistent', { net }, options),
    libvirt.call('networkGetAutostart', { net }, options),
  ]);
  return { uuid: net.uuid, name: net.name, active, persistent, autostart, ...describeNetwork(xml) };
}
