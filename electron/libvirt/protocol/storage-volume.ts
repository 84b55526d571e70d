import { int, string, uhyper, uint } from '../xdr/primitives.ts';
import { read, stream, write } from './procedure.ts';
import { flags, storagePool, storageVolume } from './types.ts';

/** Storage volumes. */
export const storageVolumeProcedures = {
  storageVolCreateXml: write(93, { pool: storagePool, xml: string, flags }, { vol: storageVolume }),
  storageVolDelete: write(94, { vol: storageVolume, flags }),
  storageVolLookupByName: read(95, { pool: storagePool, name: string }, { vol: storageVolume }),
  storageVolLookupByKey: read(96, { key: string }, { vol: storageVolume }),
  storageVolLookupByPath: read(97, { path: string }, { vol: storageVolume }),
  storageVolGetInfo: read(98, { vol: storageVolume }, { type: int, capacity: uhyper, allocation: uhyper }),
  storageVolGetXmlDesc: read(99, { vol: storageVolume, flags }, { xml: string }),
  storageVolGetPath: read(100, { vol: storageVolume }, { name: string }),
  storageVolCreateXmlFrom: write(
    125,
    { pool: storagePool, xml: string, clonevol: storageVolume, flags },
    { vol: storageVolume },
  ),
  storageVolWipe: write(165, { vol: storageVolume, flags }),
  storageVolUpload: stream(208, { vol: storageVolume, offset: uhyper, length: uhyper, flags }),
  storageVolDownload: stream(209, { vol: storageVolume, offset: uhyper, length: uhyper, flags }),
  storageVolWipePattern: write(259, { vol: storageVolume, algorithm: uint, flags }),
  storageVolResize: write(260, { vol: storageVolume, capacity: uhyper, flags }),
  storageVolGetInfoFlags: read(
    378,
    { vol: storageVolume, flags },
    { type: int, capacity: uhyper, allocation: uhyper },
  ),
} as const;
