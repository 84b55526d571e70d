import { VmkitError } from '../../shared/errors.ts';
import type { CallOptions, Libvirt, StorageVolumeRef } from '../libvirt/index.ts';
import { element, render } from '../xml/index.ts';
import { isLibvirtError } from './libvirt-error.ts';
import { requirePool } from './lookup-pool.ts';

export interface OverlayRequest {
  /** Name of a running directory repository. */
  readonly repository: string;
  /** File name of the new volume. */
  readonly volume: string;
  /** Absolute path of what it is based on, and that file's format. */
  readonly backingPath: string;
  readonly backingFormat: string;
  readonly capacityBytes: number;
}

/** A volume that was made: libvirt's handle of it, and its file. */
export interface CreatedVolume {
  readonly ref: StorageVolumeRef;
  readonly path: string;
}

/**
 * Makes a qcow2 volume that holds only what differs from its backing file, which is never written.
 * @throws VmkitError `file.exists` (the file that is there stays), `repository.not-found`, and libvirt's.
 */
export async function createOverlay(
  libvirt: Libvirt,
  request: OverlayRequest,
  options: CallOptions = {},
): Promise<CreatedVolume> {
  const pool = await requirePool(libvirt, request.repository, options);
  // libvirt would overwrite a file that it has not seen yet.
  await libvirt.call('storagePoolRefresh', { pool }, options);
  try {
    const { vol } = await libvirt.call('storageVolCreateXml', { pool, xml: overlayXml(request) });
    const { name } = await libvirt.call('storageVolGetPath', { vol });
    return { ref: vol, path: name };
  } catch (error) {
    if (!isLibvirtError(error, 'storageVolExist')) throw error;
    throw new VmkitError(
      'file.exists',
      `The repository ${request.repository} holds a volume named ${request.volume} already.`,
      {
        hint: 'Choose another name for the machine, or delete that volume.',
        detail: { volume: request.volume },
        cause: error,
      },
    );
  }
}

function overlayXml(request: OverlayRequest): string {
  return render(
    element(
      'volume',
      { type: 'file' },
      element('name', {}, request.volume),
      element('capacity', { unit: 'bytes' }, request.capacityBytes),
      element('allocation', { unit: 'bytes' }, 0),
      element(
        'target',
        {},
        element('format', { type: 'qcow2' }),
        element('permissions', {}, element('mode', {}, '0600')),
      ),
      element(
        'backingStore',
        {},
        element('path', {}, request.backingPath),
        element('format', { type: request.backingFormat }),
      ),
    ),
  );
}
