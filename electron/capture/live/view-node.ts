import type { ImageNode } from '../image/node-options.ts';

/** A raw file. */
export function rawNode(path: string): ImageNode {
  return { pairs: { driver: 'raw', 'file.driver': 'file', 'file.filename': path } };
}

/** A mask whose data come from any other image, and whose gaps show `below` where there is one, else zeros. */
export function viewNode(maskPath: string, data: ImageNode, below?: ImageNode): ImageNode {
  const own = { driver: 'qcow2', 'file.driver': 'file', 'file.filename': maskPath };
  return {
    pairs: { ...own, ...prefixed('data-file', data), ...(below ? prefixed('backing', below) : {}) },
  };
}

function prefixed(name: string, { pairs }: ImageNode): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(pairs).map(([key, value]) => [`${name}.${key}`, value]));
}
