import type { OpenDisk } from '../disk/open-disk.ts';

/**
 * Descriptions of images for qemu's `--image-opts`: driver and file name are given apart, so that no name is ever
 * parsed as a protocol (`a:b`, `json:{…}`), and commas are doubled, as qemu's option parser asks.
 */
function options(pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs)
    .map(([key, value]) => `${key}=${value.replaceAll(',', ',,')}`)
    .join(',');
}

export interface ImageNode {
  readonly pairs: Readonly<Record<string, string>>;
}

/** The mask over its disk. Block devices are read past the page cache, which may be stale and would be flooded. */
export function maskNode(maskPath: string, disk: OpenDisk): ImageNode {
  return {
    pairs: {
      driver: 'qcow2',
      'file.driver': 'file',
      'file.filename': maskPath,
      'file.cache.direct': 'off',
      'data-file.driver': disk.kind === 'block' ? 'host_device' : 'file',
      'data-file.filename': disk.childPath,
      'data-file.cache.direct': disk.kind === 'block' ? 'on' : 'off',
    },
  };
}

/** A qcow2 image of ours. */
export function imageNode(path: string): ImageNode {
  return { pairs: { driver: 'qcow2', 'file.driver': 'file', 'file.filename': path } };
}

/** The same node as seen through a window of whole bytes. */
export function windowOf(node: ImageNode, window: { offset: number; length: number }): ImageNode {
  const below = Object.entries(node.pairs).map(([key, value]): [string, string] => [`file.${key}`, value]);
  const own = { driver: 'raw', offset: String(window.offset), size: String(window.length) };
  return { pairs: { ...own, ...Object.fromEntries(below) } };
}

/** As an argument for `--image-opts` and `--target-image-opts`. */
export function nodeArgument(node: ImageNode): string {
  return options(node.pairs);
}
