import type { CallOptions, Libvirt, StorageVolumeRef } from '../libvirt/index.ts';

/**
 * Deletes a volume and its file, whoever uses it: for taking back what was just made. Whether anything is based on
 * it is the caller's to know, since libvirt does not ask.
 */
export async function deleteVolume(
  libvirt: Libvirt,
  volume: StorageVolumeRef,
  options: CallOptions = {},
): Promise<void> {
  await libvirt.call('storageVolDelete', { vol: volume }, options);
}
