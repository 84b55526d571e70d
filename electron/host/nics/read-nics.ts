import { realpath } from 'node:fs/promises';
import type { NicInfo } from '../../../shared/model/host.ts';
import type { SectionOptions } from '../section-options.ts';
import { listSystemFolder, readLinkName, readSystemFile, readSystemNumber } from '../system-file.ts';
import { readIpLinks, type IpLink } from './ip-links.ts';
import { pciAddressOf, placeNames } from './names.ts';

/** ARPHRD_LOOPBACK of if_arp.h. */
const LOOPBACK_TYPE = 772;
const KINDS: Readonly<Record<string, NicInfo['kind']>> = {
  bridge: 'bridge',
  openvswitch: 'bridge',
  bond: 'bond',
  team: 'bond',
  vlan: 'vlan',
  tun: 'tap',
  macvtap: 'tap',
  veth: 'veth',
};
const ORDER: readonly NicInfo['kind'][] = ['physical', 'wireless', 'bond', 'bridge', 'vlan'];

/** Network interfaces, those with hardware first. */
export async function readNics(options: SectionOptions = {}): Promise<NicInfo[]> {
  return readNicsFrom('/sys', await readIpLinks(options));
}

/** @param sysfs Root of sysfs, another one in tests. */
export async function readNicsFrom(sysfs: string, links: ReadonlyMap<string, IpLink>): Promise<NicInfo[]> {
  const names = await listSystemFolder(`${sysfs}/class/net`);
  const nics = await Promise.all(names.map((name) => readNic(sysfs, name, links.get(name))));
  const rank = (nic: NicInfo): number => (ORDER.indexOf(nic.kind) + ORDER.length + 1) % (ORDER.length + 1);
  return nics.filter((nic) => nic !== null).sort((one, other) => rank(one) - rank(other));
}

async function readNic(sysfs: string, name: string, link: IpLink | undefined): Promise<NicInfo | null> {
  const folder = `${sysfs}/class/net/${name}`;
  const type = await readSystemNumber(`${folder}/type`);
  // The folder also holds plain files, such as bonding_masters.
  if (type === null) return null;
  const device = await realpath(`${folder}/device`).catch(() => null);
  const kind = await kindOf(folder, type, device !== null, link?.kind ?? null);
  const pciAddress = device === null ? null : pciAddressOf(device);
  const mac = link?.permanentMac ?? (await readSystemFile(`${folder}/address`));
  return {
    name,
    mac: mac && !/^(00:)*00$/.test(mac) ? mac : null,
    kind,
    driver: await readLinkName(`${folder}/device/driver`),
    speedMbit: await readSystemNumber(`${folder}/speed`),
    linkUp: (await readSystemFile(`${folder}/carrier`)) === '1',
    mtu: (await readSystemNumber(`${folder}/mtu`)) ?? 0,
    addresses: [...(link?.addresses ?? [])],
    pciAddress,
    pciNames: await pciNames(sysfs, name, device, pciAddress, kind),
    master: await readLinkName(`${folder}/master`),
  };
}

async function kindOf(
  folder: string,
  type: number,
  hasDevice: boolean,
  linkKind: string | null,
): Promise<NicInfo['kind']> {
  if (type === LOOPBACK_TYPE) return 'loopback';
  const inside = await listSystemFolder(folder);
  if (inside.includes('wireless') || inside.includes('phy80211')) return 'wireless';
  if (linkKind !== null) return KINDS[linkKind] ?? 'other';
  return hasDevice ? 'physical' : 'other';
}

// udev looks through the virtio bus at the PCI device below it.
async function pciNames(
  sysfs: string,
  name: string,
  device: string | null,
  pciAddress: string | null,
  kind: NicInfo['kind'],
): Promise<string[]> {
  if (device === null || pciAddress === null) return [];
  const pciDevice = device.slice(0, device.lastIndexOf(pciAddress) + pciAddress.length);
  return placeNames(sysfs, name, pciDevice, kind === 'wireless' ? 'wl' : 'en');
}
