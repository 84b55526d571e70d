import { describe, expect, it } from 'vitest';
import type { BlockDevice, DiskInfo } from '../../shared/model/host.ts';
import { diskParts, partTitle, usedAtMost } from './disk-parts.ts';

const GIB = 1024 ** 3;

function partition(number: number, offsetGib: number, sizeGib: number, usedGib: number | null): BlockDevice {
  return {
    path: `/dev/sda${number}`,
    kind: 'part',
    sizeBytes: sizeGib * GIB,
    offsetBytes: offsetGib * GIB,
    partition: { number, type: '83', typeName: null, label: null, uuid: null },
    filesystem: {
      type: 'ext4',
      label: null,
      uuid: null,
      usedBytes: usedGib === null ? null : usedGib * GIB,
      sizeBytes: sizeGib * GIB,
      mountPoints: [],
    },
    children: [],
  };
}

function disk(change: Partial<DiskInfo>): DiskInfo {
  return {
    path: '/dev/sda',
    name: 'sda',
    model: null,
    serial: null,
    identity: null,
    sizeBytes: 100 * GIB,
    logicalSectorBytes: 512,
    rotational: false,
    removable: false,
    readOnly: false,
    transport: null,
    partitionTable: { type: 'gpt', uuid: null },
    filesystem: null,
    children: [],
    inUse: [],
    needsRoot: [],
    ...change,
  };
}

describe('the parts of a disk', () => {
  it('come in their order on the disk, with free stretches between', () => {
    const parts = diskParts(disk({ children: [partition(2, 50, 20, 5), partition(1, 0, 40, 10)] }));
    expect(parts.map(({ kind, sizeBytes }) => [kind, sizeBytes / GIB])).toEqual([
      ['partition', 40],
      ['free', 10],
      ['partition', 20],
      ['free', 30],
    ]);
  });

  it('are one whole where there is no partition table', () => {
    const { filesystem } = partition(1, 0, 100, 30);
    expect(diskParts(disk({ partitionTable: null, filesystem }))).toMatchObject([
      { kind: 'whole', usedBytes: 30 * GIB },
    ]);
  });

  it('count what lies on a stack of volumes', () => {
    const outer = {
      ...partition(1, 0, 100, null),
      children: [partition(8, 0, 50, 7), partition(9, 0, 40, 3)],
    };
    expect(diskParts(disk({ children: [outer] }))[0]?.usedBytes).toBe(10 * GIB);
  });

  it('add up to at most what a capture copies: the whole of what is not known, nothing of what is free', () => {
    expect(usedAtMost(disk({ children: [partition(1, 0, 40, 10), partition(2, 40, 20, null)] }))).toBe(
      30 * GIB,
    );
  });

  it('are told in words', () => {
    const [part] = diskParts(disk({ children: [partition(1, 0, 100, 10)] }));
    expect(part && partTitle(part)).toBe('/dev/sda1, ext4, 100.0 GiB, 10.0 GiB used');
  });
});
