import { describe, expect, it } from 'vitest';
import { describeDevice, kindOf } from './describe-device.ts';
import { identityOf } from './describe-disk.ts';
import { parseBlkid, parseDumpe2fs } from './filesystem.ts';
import { parseLsblk } from './lsblk.ts';
import { formatDevice, parseMountinfo } from './mounts.ts';
import { parseSfdisk } from './partition-table.ts';
import { isDisk } from './read-disks.ts';
import { parseSwaps } from './swaps.ts';

const none = {
  model: null, serial: null, wwn: null, tran: null, pttype: null, ptuuid: null, parttype: null, parttypename: null,
  partlabel: null, partuuid: null, label: null, rota: false, rm: false, ro: false, 'log-sec': 512, start: null,
}; // prettier-ignore

/** LUKS on a partition, LVM in it; the shape of a Debian installed with "encrypted LVM", as its udev tells it. */
const ENCRYPTED = JSON.stringify({
  blockdevices: [
    {
      ...none, name: 'nvme0n1', kname: 'nvme0n1', path: '/dev/nvme0n1', 'maj:min': '259:0 ', type: 'disk',
      size: 512110190592, fstype: null, uuid: null, tran: 'nvme', wwn: 'eui.002538', pttype: 'gpt',
      children: [
        {
          ...none, name: 'nvme0n1p3', kname: 'nvme0n1p3', path: '/dev/nvme0n1p3', 'maj:min': '259:3', type: 'part',
          size: 510000000000, start: 4098048, fstype: 'crypto_LUKS', uuid: 'aaaa',
          parttype: '0fc63daf-8483-4772-8e79-3d69d8477de4', parttypename: 'Linux filesystem',
          children: [
            {
              ...none, name: 'nvme0n1p3_crypt', kname: 'dm-0', path: '/dev/mapper/nvme0n1p3_crypt',
              'maj:min': '254:0', type: 'crypt', size: 509983784960, fstype: 'LVM2_member', uuid: 'bbbb',
              children: [
                {
                  ...none, name: 'vg-root', kname: 'dm-1', path: '/dev/mapper/vg-root', 'maj:min': '254:1',
                  type: 'lvm', size: 30000000000, fstype: 'xfs', uuid: 'cccc',
                },
                {
                  ...none, name: 'vg-swap', kname: 'dm-2', path: '/dev/mapper/vg-swap', 'maj:min': '254:2',
                  type: 'lvm', size: 1000000000, fstype: 'swap', uuid: 'dddd',
                },
              ],
            },
          ],
        },
      ],
    },
  ],
}); // prettier-ignore

describe('a stack of partition, LUKS and LVM', () => {
  it('keeps its nesting, what each layer holds, and where the partition starts', async () => {
    const [disk] = parseLsblk(ENCRYPTED);
    const part = disk?.children[0];
    if (part === undefined) throw new Error('no partition');
    const found = await describeDevice(part, null, { mounts: [], readable: false });
    expect(found).toMatchObject({
      kind: 'part',
      offsetBytes: 4098048 * 512,
      partition: { number: 3, typeName: 'Linux filesystem' },
      filesystem: { type: 'crypto_LUKS', uuid: 'aaaa', usedBytes: null },
      children: [
        {
          path: '/dev/mapper/nvme0n1p3_crypt',
          kind: 'crypt',
          filesystem: { type: 'LVM2_member' },
          children: [
            { path: '/dev/mapper/vg-root', kind: 'lvm', filesystem: { type: 'xfs', uuid: 'cccc' } },
            { path: '/dev/mapper/vg-swap', kind: 'lvm', filesystem: { type: 'swap' } },
          ],
        },
      ],
    });
  });
});

describe('lsblk', () => {
  it('is understood in the strings of older versions', () => {
    const old = { ...none, name: 'sda', kname: 'sda', path: '/dev/sda', 'maj:min': '  8:0  ', type: 'disk', size: '1024', ro: '0', rm: '1', rota: '1', fstype: '', uuid: ' ' }; // prettier-ignore
    const [disk] = parseLsblk(JSON.stringify({ blockdevices: [old] }));
    expect(disk).toMatchObject({
      size: 1024,
      ro: false,
      rm: true,
      rota: true,
      'maj:min': '8:0',
      fstype: null,
      uuid: null,
    });
  });

  it('tells RAID levels and multipath apart from plain disks', () => {
    expect(['raid1', 'raid10', 'linear', 'crypt', 'lvm', 'mpath', 'part'].map(kindOf)).toEqual([
      'raid', 'raid', 'raid', 'crypt', 'lvm', 'other', 'part',
    ]); // prettier-ignore
  });

  it('offers neither empty drives nor memory nor CDs for a capture', () => {
    const hidden = [
      { type: 'rom', kname: 'sr0', size: 1000 },
      { type: 'disk', kname: 'zram0', size: 1000 },
      { type: 'disk', kname: 'fd0', size: 1000 },
      { type: 'disk', kname: 'sdb', size: 0 },
      { type: 'dm', kname: 'dm-3', size: 1000 },
    ];
    expect(hidden.filter(isDisk)).toEqual([]);
    expect(isDisk({ type: 'disk', kname: 'sda', size: 1000 })).toBe(true);
    expect(isDisk({ type: 'loop', kname: 'loop3', size: 1000 })).toBe(true);
  });
});

describe('a disk is recognised again', () => {
  const disk = { wwn: 'eui.1', serial: 'S1' };
  it('by the most durable name that it has', () => {
    expect(identityOf(disk, { uuid: 'AB' }, null)).toBe('wwn:eui.1');
    expect(identityOf({ ...disk, wwn: null }, { uuid: 'AB' }, null)).toBe('serial:S1');
    expect(identityOf({ wwn: null, serial: null }, { uuid: 'AB' }, { uuid: 'CD' })).toBe('ptuuid:ab');
    expect(identityOf({ wwn: null, serial: null }, null, { uuid: 'CD' })).toBe('fsuuid:cd');
    expect(identityOf({ wwn: null, serial: null }, null, null)).toBeNull();
  });
});

describe('tables of the kernel and of the tools', () => {
  it('mountinfo: odd mount points, optional fields', () => {
    const line = '36 35 8:1 / /mnt/my\\040disk rw,noatime shared:1 master:2 - ext4 /dev/sda1 rw';
    expect(parseMountinfo(`${line}\nnonsense\n`)).toEqual([
      { device: '8:1', type: 'ext4', source: '/dev/sda1', mountPoint: '/mnt/my disk' },
    ]);
  });

  it('swaps: devices, but no files', () => {
    const table =
      'Filename\tType\tSize\tUsed\tPriority\n/dev/dm-1 partition 100 0 -2\n/swap\\040file file 10 0 -3\n';
    expect(parseSwaps(table)).toEqual(['/dev/dm-1']);
  });

  it('device numbers with large majors and minors', () => {
    expect(formatDevice(0x801)).toBe('8:1');
    expect(formatDevice(0x10300 | (1 << 20))).toBe('259:256');
  });

  it('sfdisk: DOS tables, sectors of 4 KiB, tables of another kind', () => {
    const table = (label: string): string =>
      JSON.stringify({
        partitiontable: {
          label,
          id: '0x1A2B3C4D',
          device: '/dev/nvme0n1',
          unit: 'sectors',
          sectorsize: 4096,
          partitions: [{ node: '/dev/nvme0n1p5', start: 256, size: 10, type: '8e' }],
        },
      });
    expect(parseSfdisk(table('dos'), '/dev/nvme0n1')).toMatchObject({
      type: 'dos',
      uuid: '1a2b3c4d',
      partitions: [{ number: 5, offsetBytes: 1048576, sizeBytes: 40960, typeName: 'Linux LVM' }],
    });
    expect(parseSfdisk(table('sun'), '/dev/nvme0n1')).toBeNull();
  });

  it('blkid: escaped labels; a partition table is no filesystem', () => {
    expect(parseBlkid('DEVNAME=/dev/x\nLABEL=my\\ disk\nUUID=1\nTYPE=vfat\n')).toEqual({
      type: 'vfat',
      label: 'my disk',
      uuid: '1',
    });
    expect(parseBlkid('DEVNAME=/dev/x\nPTTYPE=gpt\n')).toBeNull();
  });

  it('dumpe2fs: used is what is not free; a torn table is not believed', () => {
    const table =
      'Block count:              204800\nFree blocks:              186285\nBlock size:               1024\n';
    expect(parseDumpe2fs(table)).toEqual({ sizeBytes: 209715200, usedBytes: 18959360 });
    expect(parseDumpe2fs('Block count: 10\n')).toBeNull();
  });
});
