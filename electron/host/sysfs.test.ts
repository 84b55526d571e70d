import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBoot } from './boot.ts';
import { readFirmware } from './firmware.ts';
import { readGpus } from './gpus.ts';
import { parseIpLinks } from './nics/ip-links.ts';
import { readNicsFrom } from './nics/read-nics.ts';
import { findPciName } from './pci-names.ts';
import { readSysvServices } from './sysv-services.ts';
import { readUsb } from './usb.ts';

// Hosts that cannot be here: the same files, in a folder.
let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vmkit-sysfs-'));
});
afterEach(() => rm(root, { recursive: true }));

async function plant(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}
async function link(path: string, target: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await mkdir(join(root, target), { recursive: true });
  await symlink(join(root, target), join(root, path));
}

describe('firmware', () => {
  it('of a UEFI laptop with Secure Boot and TPM 2.0', async () => {
    await plant({
      'firmware/efi/fw_platform_size': '64',
      'firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c': new Uint8Array([6, 0, 0, 0, 1]),
      'class/tpm/tpm0/tpm_version_major': '2\n',
      'class/dmi/id/bios_vendor': 'LENOVO\n',
      'class/dmi/id/sys_vendor': 'To Be Filled By O.E.M.\n',
    });
    expect(await readFirmware(root)).toMatchObject({
      type: 'uefi', secureBoot: true, tpm: '2.0', vendor: 'LENOVO', systemVendor: null, needsRoot: [],
    }); // prettier-ignore
  });

  it('of a BIOS host without anything', async () => {
    expect(await readFirmware(root)).toMatchObject({ type: 'bios', secureBoot: null, tpm: null });
  });
});

describe('network interfaces', () => {
  it('on PCI have the names udev would give them, and those without hardware have their kind', async () => {
    const onPci = 'devices/pci0000:00/0000:00:1c.0/0000:3b:00.1';
    await plant({
      [`${onPci}/acpi_index`]: '2',
      [`${onPci}/net/eth7/type`]: '1',
      [`${onPci}/net/eth7/mtu`]: '9000',
      [`${onPci}/net/eth7/address`]: '52:54:00:00:00:01',
      [`${onPci}/net/eth7/speed`]: '10000',
      [`${onPci}/net/eth7/carrier`]: '1',
      [`${onPci}/net/eth7/dev_port`]: '1',
      'bus/pci/slots/4/address': '0000:3b:00',
      'class/net/br0/type': '1',
      'class/net/br0/mtu': '1500',
      'class/net/lo/type': '772',
      'class/net/lo/address': '00:00:00:00:00:00',
      'class/net/bonding_masters': '',
    });
    await link('class/net/eth7', `${onPci}/net/eth7`);
    await link(`${onPci}/net/eth7/device`, onPci);
    await link(`${onPci}/driver`, 'bus/pci/drivers/ixgbe');
    await link(`${onPci}/net/eth7/master`, 'class/net/br0');
    const links = parseIpLinks(
      '[{"ifname":"br0","linkinfo":{"info_kind":"bridge"},"addr_info":[{"local":"192.0.2.1","prefixlen":24}]},{}]',
    );
    expect(await readNicsFrom(root, links)).toMatchObject([
      {
        name: 'eth7', kind: 'physical', driver: 'ixgbe', speedMbit: 10000, linkUp: true, mtu: 9000, master: 'br0',
        pciAddress: '0000:3b:00.1', pciNames: ['eno2d1', 'ens4f1d1', 'enp59s0f1d1'],
      },
      { name: 'br0', kind: 'bridge', addresses: ['192.0.2.1/24'], pciAddress: null, pciNames: [], driver: null },
      { name: 'lo', kind: 'loopback', mac: null },
    ]); // prettier-ignore
  });
});

describe('devices', () => {
  it('on USB are listed without hubs and interfaces', async () => {
    const device = { idVendor: '046d', idProduct: 'c52b', busnum: '1', devnum: '3', bDeviceClass: '00', manufacturer: 'Logitech', product: 'USB Receiver' }; // prettier-ignore
    for (const [file, content] of Object.entries(device))
      await plant({ [`bus/usb/devices/1-2/${file}`]: content });
    for (const [file, content] of Object.entries({ ...device, bDeviceClass: '09' })) {
      await plant({ [`bus/usb/devices/usb1/${file}`]: content });
    }
    await plant({ 'bus/usb/devices/1-2:1.0/bInterfaceClass': '03' });
    expect(await readUsb(root)).toEqual([
      { bus: 1, device: 3, vendorId: '046d', productId: 'c52b', name: 'Logitech USB Receiver' },
    ]);
  });

  it('that show pictures are told from others on PCI, with the driver that has them', async () => {
    await plant({
      'bus/pci/devices/0000:00:02.0/class': '0x030000',
      'bus/pci/devices/0000:00:02.0/vendor': '0xfffe',
      'bus/pci/devices/0000:00:02.0/device': '0x46a6',
      'bus/pci/devices/0000:00:03.0/class': '0x020000',
    });
    await link('bus/pci/devices/0000:00:02.0/driver', 'bus/pci/drivers/i915');
    expect(await readGpus(root)).toEqual([
      expect.objectContaining({ address: '0000:00:02.0', product: '46a6', driver: 'i915' }),
    ]);
  });

  it('have the names of pci.ids, of the right vendor', () => {
    const table =
      '# comment\n8086  Intel Corporation\n\t46a6  Alder Lake\n\t\t1028 0b08  Sub\n\t46a8  Other\n10de  NVIDIA\n\t46a9  Wrong\n';
    expect(findPciName(table, '8086', '46a8')).toEqual({ vendor: 'Intel Corporation', product: 'Other' });
    expect(findPciName(table, '8086', '46a9')).toEqual({ vendor: 'Intel Corporation', product: null });
    expect(findPciName(table, '1234', '0000')).toEqual({ vendor: null, product: null });
  });
});

describe('software', () => {
  it('boot: each kernel with its image and initramfs, the tool and the loader', async () => {
    await plant({
      'boot/vmlinuz-6.1.0-9-amd64': '',
      'boot/initrd.img-6.1.0-9-amd64': '',
      'lib/modules/6.1.0-8-amd64/modules.dep': '',
      'usr/sbin/update-initramfs': '',
      'boot/grub/x86_64-efi/core.efi': '',
    });
    expect(await readBoot(root)).toEqual({
      initramfsTool: 'initramfs-tools',
      bootLoader: 'grub-efi',
      kernels: [
        { version: '6.1.0-8-amd64', image: null, initramfs: null },
        {
          version: '6.1.0-9-amd64',
          image: '/boot/vmlinuz-6.1.0-9-amd64',
          initramfs: '/boot/initrd.img-6.1.0-9-amd64',
        },
      ],
    });
  });

  it('services of a host without systemd: what is started is told, what runs is not guessed', async () => {
    await plant({
      'init.d/ssh': '#!/bin/sh\n# Short-Description: OpenBSD Secure Shell server\n',
      'init.d/cups': '',
      'init.d/README': '',
      'rc2.d/S01ssh': '',
      'rc2.d/K01cups': '',
    });
    expect(await readSysvServices(root)).toEqual([
      { name: 'cups', description: null, active: 'unknown', enabled: 'disabled' },
      { name: 'ssh', description: 'OpenBSD Secure Shell server', active: 'unknown', enabled: 'enabled' },
    ]);
  });
});
