import { list } from '../xdr/compose.ts';
import { bool, string, uhyper, uint, uuid } from '../xdr/primitives.ts';
import { read, write } from './procedure.ts';
import { flags, needResults, optionalString, storagePool, storageVolume } from './types.ts';

/** Storage pools, which this software calls repositories. */
export const storagePoolProcedures = {
  connectFindStoragePoolSources: read(75, { type: string, srcSpec: optionalString, flags }, { xml: string }),
  storagePoolCreateXml: write(76, { xml: string, flags }, { pool: storagePool }),
  storagePoolDefineXml: write(77, { xml: string, flags }, { pool: storagePool }),
  storagePoolCreate: write(78, { pool: storagePool, flags }),
  storagePoolBuild: write(79, { pool: storagePool, flags }),
  storagePoolDestroy: write(80, { pool: storagePool }),
  storagePoolDelete: write(81, { pool: storagePool, flags }),
  storagePoolUndefine: write(82, { pool: storagePool }),
  storagePoolRefresh: write(83, { pool: storagePool, flags }),
  storagePoolLookupByName: read(84, { name: string }, { pool: storagePool }),
  storagePoolLookupByUuid: read(85, { uuid }, { pool: storagePool }),
  storagePoolLookupByVolume: read(86, { vol: storageVolume }, { pool: storagePool }),
  storagePoolGetInfo: read(
    87,
    { pool: storagePool },
    { state: uint, capacity: uhyper, allocation: uhyper, available: uhyper },
  ),
  storagePoolGetXmlDesc: read(88, { pool: storagePool, flags }, { xml: string }),
  storagePoolGetAutostart: read(89, { pool: storagePool }, { autostart: bool }),
  storagePoolSetAutostart: write(90, { pool: storagePool, autostart: bool }),
  storagePoolIsActive: read(154, { pool: storagePool }, { active: bool }),
  storagePoolIsPersistent: read(155, { pool: storagePool }, { persistent: bool }),
  storagePoolListAllVolumes: read(
    282,
    { pool: storagePool, needResults, flags },
    { vols: list(storageVolume, 16384), ret: uint },
  ),
  storagePoolLookupByTargetPath: read(391, { path: string }, { pool: storagePool }),
} as const;
