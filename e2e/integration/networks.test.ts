import { writeFile, rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Libvirt } from '../../electron/libvirt/index.ts';
import { watchLibvirt, type LibvirtChange } from '../../electron/machines/watch.ts';
import { listNetworks } from '../../electron/network/list-networks.ts';
import { connectSystem, virsh } from './libvirt-guest.ts';

const FILE = '/run/vmkit-network.xml';

let libvirt: Libvirt;
beforeAll(async () => {
  libvirt = await connectSystem();
});
afterAll(async () => {
  await rm(FILE, { force: true });
  await libvirt.close();
});

it('networks made with virsh are listed as they are, and announced', async () => {
  const changes: LibvirtChange[] = [];
  const stop = watchLibvirt(libvirt, (change) => void changes.push(change));
  await writeFile(
    FILE,
    "<network><name>vmkit &amp; co</name><bridge name='vmkbr7'/><ip address='10.77.0.1' netmask='255.255.255.0'>" +
      "<dhcp><range start='10.77.0.10' end='10.77.0.20'/></dhcp></ip><ip family='ipv6' address='fd00:77::1' prefix='64'/></network>",
  );
  await virsh('net-define', FILE);
  try {
    const found = (await listNetworks(libvirt)).find(({ name }) => name === 'vmkit & co');
    expect(found).toMatchObject({
      active: false,
      persistent: true,
      autostart: false,
      mode: 'isolated',
      bridge: 'vmkbr7',
      addresses: ['10.77.0.1/24', 'fd00:77::1/64'],
      dhcp: true,
    });
    await expect.poll(() => changes).toContainEqual({ kind: 'networks', uuid: found?.uuid });
  } finally {
    stop();
    await virsh('net-undefine', 'vmkit & co');
  }
});
