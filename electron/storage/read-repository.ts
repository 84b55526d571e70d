import type { Repository } from '../../shared/model/storage.ts';
import {
  storagePoolStateName,
  type CallOptions,
  type Libvirt,
  type StoragePoolRef,
} from '../libvirt/index.ts';
import { attribute, parseXml, text } from '../xml/index.ts';

const STATES = {
  inactive: 'inactive',
  building: 'building',
  running: 'active',
  degraded: 'degraded',
  inaccessible: 'inaccessible',
} as const;

/** One repository as libvirt has it now: four reads at once. @throws VmkitError `repository.not-found` */
export async function readRepository(
  libvirt: Libvirt,
  pool: StoragePoolRef,
  options: CallOptions = {},
): Promise<Repository> {
  const [{ xml }, info, { persistent }, { autostart }] = await Promise.all([
    libvirt.call('storagePoolGetXmlDesc', { pool }, options),
    libvirt.call('storagePoolGetInfo', { pool }, options),
    libvirt.call('storagePoolIsPersistent', { pool }, options),
    libvirt.call('storagePoolGetAutostart', { pool }, options),
  ]);
  const { root } = parseXml(xml, 'pool');
  return {
    uuid: pool.uuid,
    name: pool.name,
    type: attribute(root, '', 'type') ?? 'unknown',
    state: STATES[storagePoolStateName(info.state)],
    path: text(root, 'target/path'),
    capacityBytes: Number(info.capacity),
    allocationBytes: Number(info.allocation),
    availableBytes: Number(info.available),
    persistent,
    autostart,
  };
}
