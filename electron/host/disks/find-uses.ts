import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { DiskInfo } from '../../../shared/model/host.ts';
import type { SectionOptions } from '../section-options.ts';
import { errnoOf, listSystemFolder, readSystemFile } from '../system-file.ts';
import { blockName, devicesOn, type BlockNode } from './block-tree.ts';
import { backingOf, readLoops, type Loop } from './loops.ts';
import { deviceNumber, readMounts, type Mount } from './mounts.ts';
import { readSwaps } from './swaps.ts';

/** One reason why a disk is not at rest: which device, how it is used, and where (mount point, array, …). */
export type Use = DiskInfo['inUse'][number];

/**
 * Why a disk cannot be captured at rest; empty where it is at rest. Looks at the disk, its partitions, everything
 * stacked on these, and loop devices that show the disk (or the same file) a second time: mounts, swap, running RAID
 * arrays, mounted btrfs on several devices. For root also what only the kernel knows (O_EXCL, open(2)): mounts in
 * other namespaces, programs that claimed it.
 * @param diskPath A block device, or an image file.
 */
export async function findUses(diskPath: string, options: SectionOptions = {}): Promise<Use[]> {
  const nodes = await devicesBehind(diskPath, await readLoops(options));
  const [mounts, swaps] = await Promise.all([readMounts(), readSwaps()]);
  const uses = [
    ...mountUses(nodes, mounts),
    ...(await swapUses(nodes, swaps)),
    ...(await arrayUses(nodes)),
    ...(await btrfsUses(nodes)),
  ];
  if (uses.length > 0) return uses;
  return claimUses(nodes);
}

// Loops may be stacked on loops, so look until nothing new turns up.
async function devicesBehind(diskPath: string, loops: readonly Loop[]): Promise<BlockNode[]> {
  const nodes = new Map<string, BlockNode>();
  const backings = new Set<string>();
  const add = async (device: string): Promise<void> => {
    const name = await blockName(device);
    for (const node of name === null ? [] : await devicesOn(name)) nodes.set(node.device, node);
  };
  const disk = await deviceNumber(diskPath);
  if (disk !== null) await add(disk);
  const own = loops.find((loop) => loop.path === diskPath)?.backing ?? (await backingOf(diskPath));
  if (own !== null) backings.add(own);
  for (let before = -1; before !== nodes.size;) {
    before = nodes.size;
    for (const loop of loops) {
      if (loop.backing === null || !(backings.has(loop.backing) || nodes.has(loop.backing))) continue;
      const device = await deviceNumber(loop.path);
      if (device !== null && !nodes.has(device)) await add(device);
    }
  }
  return [...nodes.values()];
}

function mountUses(nodes: readonly BlockNode[], mounts: readonly Mount[]): Use[] {
  return nodes.flatMap((node) =>
    mounts
      .filter((mount) => mount.device === node.device)
      .map((mount) => ({ path: node.path, how: 'mounted', where: mount.mountPoint })),
  );
}

async function swapUses(nodes: readonly BlockNode[], swaps: readonly string[]): Promise<Use[]> {
  const devices = await Promise.all(swaps.map(deviceNumber));
  return nodes
    .filter((node) => devices.includes(node.device))
    .map((node) => ({ path: node.path, how: 'swap', where: 'swap space of this host' }));
}

// md(4): an array that is neither `clear` nor `inactive` writes its superblocks even when nobody uses it.
async function arrayUses(nodes: readonly BlockNode[]): Promise<Use[]> {
  const uses: Use[] = [];
  for (const node of nodes) {
    for (const holder of await listSystemFolder(`/sys/class/block/${node.name}/holders`)) {
      const state = await readSystemFile(`/sys/class/block/${holder}/md/array_state`);
      if (state === null || state === 'clear' || state === 'inactive') continue;
      uses.push({ path: node.path, how: 'member of a running RAID array', where: `/dev/${holder}` });
    }
  }
  return uses;
}

// mountinfo names one device of a btrfs only; sysfs lists them all while it is mounted.
async function btrfsUses(nodes: readonly BlockNode[]): Promise<Use[]> {
  const uses: Use[] = [];
  for (const uuid of await listSystemFolder('/sys/fs/btrfs')) {
    const members = await listSystemFolder(`/sys/fs/btrfs/${uuid}/devices`);
    for (const node of nodes.filter(({ name }) => members.includes(name))) {
      uses.push({ path: node.path, how: 'member of a mounted btrfs', where: `filesystem ${uuid}` });
    }
  }
  return uses;
}

async function claimUses(nodes: readonly BlockNode[]): Promise<Use[]> {
  const uses: Use[] = [];
  for (const node of nodes) {
    const held = (await listSystemFolder(`/sys/class/block/${node.name}/holders`)).length > 0;
    // Device-mapper claims what it stands on even at rest: there only the top of the stack tells.
    if (!held && (await isClaimed(node.path)) && !(await hasHeldPart(node, nodes))) {
      uses.push({ path: node.path, how: 'claimed', where: 'another program or mount namespace' });
    }
  }
  return uses;
}

async function hasHeldPart(node: BlockNode, nodes: readonly BlockNode[]): Promise<boolean> {
  for (const part of nodes) {
    if (part === node || !part.name.startsWith(node.name)) continue;
    if ((await listSystemFolder(`/sys/class/block/${part.name}/holders`)).length > 0) return true;
  }
  return false;
}

async function isClaimed(path: string): Promise<boolean> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await (await open(path, constants.O_RDONLY | constants.O_EXCL)).close();
      return false;
    } catch (error) {
      if (errnoOf(error) !== 'EBUSY') return false;
    }
    // Programs that look at a disk may claim it for a moment.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}
