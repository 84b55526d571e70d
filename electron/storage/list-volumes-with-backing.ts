import type { CallOptions, Libvirt, StoragePoolRef } from '../libvirt/index.ts';
import { StoragePoolListFlag } from '../libvirt/index.ts';
import { parseXml, text } from '../xml/index.ts';

/** A volume that is based on another file. */
export interface BackedVolume {
  readonly path: string;
  readonly backingPath: string;
}

/** Volumes of all running repositories that have a backing file. What goes away meanwhile is left out. */
export async function listVolumesWithBacking(
  libvirt: Libvirt,
  options: CallOptions = {},
): Promise<readonly BackedVolume[]> {
  const flags = StoragePoolListFlag.active;
  const { pools } = await libvirt.call('connectListAllStoragePools', { flags }, options);
  const lists = await Promise.all(pools.map((pool) => backedVolumes(libvirt, pool, options)));
  return lists.flat();
}

async function backedVolumes(
  libvirt: Libvirt,
  pool: StoragePoolRef,
  options: CallOptions,
): Promise<readonly BackedVolume[]> {
  // libvirt reads the backing file's name when it refreshes, not when it is asked.
  await libvirt.call('storagePoolRefresh', { pool }, options).catch(() => undefined);
  const { vols } = await libvirt.call('storagePoolListAllVolumes', { pool }, options);
  const documents = await Promise.allSettled(
    vols.map((vol) => libvirt.call('storageVolGetXmlDesc', { vol }, options)),
  );
  return documents.flatMap((settled) => {
    if (settled.status === 'rejected') return [];
    const { root } = parseXml(settled.value.xml, 'volume');
    const path = text(root, 'target/path');
    const backingPath = text(root, 'backingStore/path');
    return path && backingPath ? [{ path, backingPath }] : [];
  });
}
