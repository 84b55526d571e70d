import type { BlockDevice, DiskInfo, FilesystemInfo } from '../../shared/model/host.ts';
import { formatBytes } from '../../shared/units.ts';
import { t } from '../words/words.ts';

/** A stretch of a disk as it is drawn and listed. */
export interface DiskPart {
  readonly key: string;
  readonly kind: 'partition' | 'whole' | 'free';
  readonly path: string | null;
  readonly sizeBytes: number;
  /** null where it is not known. */
  readonly usedBytes: number | null;
  readonly filesystem: string | null;
  /** Only root may read what lies on it, so that no filesystem does not mean that there is none. */
  readonly locked?: boolean;
  readonly mountPoints: readonly string[];
}

/** Smaller gaps are alignment, not free space. */
const SMALLEST_GAP = 16 * 1024 ** 2;

function facts(
  filesystem: FilesystemInfo | null,
): Pick<DiskPart, 'usedBytes' | 'filesystem' | 'mountPoints'> {
  return {
    usedBytes: filesystem?.usedBytes ?? null,
    filesystem: filesystem?.type ?? null,
    mountPoints: filesystem?.mountPoints ?? [],
  };
}

/** What lies on a partition, through LVM, LUKS and RAID: its own filesystem or the sum of those on top. */
function partitionPart(device: BlockDevice): DiskPart {
  const inner = device.children.flatMap((child) => leaves(child));
  const known = inner.filter((leaf) => leaf.filesystem?.usedBytes != null);
  const base = {
    key: device.path,
    kind: 'partition',
    path: device.path,
    sizeBytes: device.sizeBytes,
  } as const;
  if (inner.length === 0) return { ...base, ...facts(device.filesystem) };
  return {
    ...base,
    filesystem: device.filesystem?.type ?? inner[0]?.filesystem?.type ?? null,
    usedBytes:
      known.length === 0 ? null : known.reduce((sum, leaf) => sum + (leaf.filesystem?.usedBytes ?? 0), 0),
    mountPoints: inner.flatMap((leaf) => leaf.filesystem?.mountPoints ?? []),
  };
}

function leaves(device: BlockDevice): readonly BlockDevice[] {
  return device.children.length === 0 ? [device] : device.children.flatMap(leaves);
}

function gap(from: number, to: number): readonly DiskPart[] {
  if (to - from < SMALLEST_GAP) return [];
  return [{ key: `free-${from}`, kind: 'free', path: null, sizeBytes: to - from, ...facts(null) }];
}

/** The parts of a disk in order, with free stretches between them. */
export function diskParts(disk: DiskInfo): readonly DiskPart[] {
  const partitions = disk.children
    .filter((child) => child.partition !== null)
    .toSorted((a, b) => (a.offsetBytes ?? 0) - (b.offsetBytes ?? 0));
  if (partitions.length === 0 && disk.partitionTable === null) {
    return [
      {
        key: disk.path,
        kind: 'whole',
        path: disk.path,
        sizeBytes: disk.sizeBytes,
        locked: disk.needsRoot.includes('filesystem'),
        ...facts(disk.filesystem),
      },
    ];
  }
  // Logical partitions lie inside their extended one, so the end is the furthest seen so far.
  let end = 0;
  const parts = partitions.flatMap((device) => {
    const start = device.offsetBytes ?? end;
    const before = gap(end, start);
    end = Math.max(end, start + device.sizeBytes);
    return [...before, partitionPart(device)];
  });
  return [...parts, ...gap(end, disk.sizeBytes)];
}

/** Bytes that a capture would copy at most: what is known to be used, the whole of what is not known. */
export function usedAtMost(disk: DiskInfo): number {
  return diskParts(disk).reduce(
    (sum, part) => sum + (part.kind === 'free' ? 0 : (part.usedBytes ?? part.sizeBytes)),
    0,
  );
}

/** The filesystem of a part, in a word. */
export function filesystemWord({ filesystem, locked }: DiskPart): string {
  return filesystem ?? t(locked ? 'value.unknown' : 'overview.disks.unformatted');
}

/** A part in words, for a tooltip and for screen readers. */
export function partTitle(part: DiskPart): string {
  const size = formatBytes(part.sizeBytes);
  if (part.kind === 'free') return `${size} ${t('overview.disks.free')}`;
  const used =
    part.usedBytes === null
      ? t('overview.disks.usedUnknown')
      : t('overview.disks.used', { used: formatBytes(part.usedBytes) });
  const name = part.kind === 'whole' ? t('overview.disks.whole') : (part.path ?? '');
  return [name, filesystemWord(part), size, used, ...part.mountPoints].join(', ');
}
