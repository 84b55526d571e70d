import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { listSystemFolder, readSystemFile } from '../system-file.ts';

/** A block device as the kernel stacks it. */
export interface BlockNode {
  /** Name below /sys/class/block: `sda1`, `dm-0`, `md0`. */
  readonly name: string;
  /** `major:minor`. */
  readonly device: string;
  readonly path: string;
}

/** The kernel's name of a block device by `major:minor`, or null where it has none. */
export async function blockName(device: string): Promise<string | null> {
  return realpath(`/sys/dev/block/${device}`).then(
    (path) => basename(path),
    () => null,
  );
}

/**
 * A block device and everything on it: its partitions, and the device-mapper and RAID devices that hold it or them,
 * as deep as they are stacked.
 */
export async function devicesOn(name: string): Promise<BlockNode[]> {
  const found = new Map<string, BlockNode>();
  const waiting = [name];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    const folder = `/sys/class/block/${next}`;
    const device = await readSystemFile(`${folder}/dev`);
    if (device === null) continue;
    found.set(next, { name: next, device, path: await nodePath(next) });
    waiting.push(...(await listSystemFolder(`${folder}/holders`)), ...(await partitionsOf(next)));
  }
  return [...found.values()];
}

async function partitionsOf(name: string): Promise<string[]> {
  const inside = await listSystemFolder(`/sys/class/block/${name}`);
  return inside.filter((entry) => entry.startsWith(name) && /^p?\d+$/.test(entry.slice(name.length)));
}

async function nodePath(name: string): Promise<string> {
  const mapped = await readSystemFile(`/sys/class/block/${name}/dm/name`);
  return mapped === null ? `/dev/${name.replaceAll('!', '/')}` : `/dev/mapper/${mapped}`;
}
