import type { BlockDevice, DiskInfo, FilesystemInfo } from '../../../../shared/model/host.ts';
import { formatBytes } from '../../../../shared/units.ts';
import { neutralise } from '../../output/neutralise.ts';
import { needsRootLines } from './needs-root.ts';
import { rows, type View } from './view.ts';

/** Each disk with what stacks on it, and whether it is at rest. */
export function diskLines(disks: readonly DiskInfo[], view: View): string[] {
  if (disks.length === 0) return ['  none'];
  return disks.flatMap((disk) => [`  ${headLine(disk)}`, ...partLines(disk, view), ...useLines(disk, view)]);
}

function headLine(disk: DiskInfo): string {
  const table = disk.partitionTable && (disk.partitionTable.type === 'gpt' ? 'GPT' : 'MBR');
  const facts = [
    disk.path,
    formatBytes(disk.sizeBytes),
    disk.model,
    disk.serial && `serial ${disk.serial}`,
    disk.transport,
    disk.transport === 'loop' ? null : disk.rotational ? 'spinning' : 'solid state',
    table ?? (disk.needsRoot.includes('partitionTable') ? null : 'no partition table'),
    disk.removable ? 'removable' : null,
    disk.readOnly ? 'read-only' : null,
  ];
  return neutralise(facts.filter(Boolean).join('  '));
}

interface Part {
  readonly device: string;
  readonly size: string;
  readonly what: string;
  readonly used: string;
  readonly mounted: string;
}

function partLines(disk: DiskInfo, view: View): string[] {
  const whole = disk.filesystem ? [part(disk.path, disk.sizeBytes, 'whole disk', disk.filesystem)] : [];
  const parts = [...whole, ...disk.children.flatMap((child) => deviceParts(child, 0))];
  if (parts.length === 0) return [];
  const shape = [
    { title: 'DEVICE', value: (one: Part) => one.device },
    { title: 'SIZE', value: (one: Part) => one.size, align: 'right' as const },
    { title: 'HOLDS', value: (one: Part) => one.what },
    { title: 'USED', value: (one: Part) => one.used, align: 'right' as const },
    { title: 'MOUNTED AT', value: (one: Part) => one.mounted },
  ];
  return rows(parts, shape, { ...view, out: { ...view.out, columns: view.out.columns - 2 } }).map(
    (row) => `  ${row}`,
  );
}

// Stacked devices (LVM on LUKS on a partition) are set in under what they stand on.
function deviceParts(device: BlockDevice, depth: number): Part[] {
  const kind = device.kind === 'part' ? (device.partition?.typeName ?? 'partition') : device.kind;
  const own = part('  '.repeat(depth) + device.path, device.sizeBytes, kind, device.filesystem);
  return [own, ...device.children.flatMap((child) => deviceParts(child, depth + 1))];
}

function part(device: string, sizeBytes: number, kind: string, filesystem: FilesystemInfo | null): Part {
  return {
    device,
    size: formatBytes(sizeBytes),
    what: filesystem ? [filesystem.type, filesystem.label, `(${kind})`].filter(Boolean).join(' ') : kind,
    used: filesystem?.usedBytes == null ? '' : formatBytes(filesystem.usedBytes),
    mounted: filesystem?.mountPoints.join(', ') ?? '',
  };
}

function useLines(disk: DiskInfo, view: View): string[] {
  const uses = disk.inUse.map((use) => neutralise([use.path, use.how, use.where].filter(Boolean).join(' ')));
  const shown = view.full ? uses : uses.slice(0, 4);
  const more = uses.length > shown.length ? `, and ${uses.length - shown.length} more` : '';
  const state = uses.length === 0 ? 'At rest: can be captured now' : `In use: ${shown.join('; ')}${more}`;
  return [`    ${state}`, ...needsRootLines(disk.needsRoot, '    ')];
}
