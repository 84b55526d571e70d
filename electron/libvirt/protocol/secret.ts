import { int, opaque, string, uuid } from '../xdr/primitives.ts';
import { read, write } from './procedure.ts';
import { flags, secret } from './types.ts';

/** Secrets: passphrases that disks and pools need. */
export const secretProcedures = {
  secretLookupByUuid: read(141, { uuid }, { secret }),
  secretDefineXml: write(142, { xml: string, flags }, { secret }),
  secretGetXmlDesc: read(143, { secret, flags }, { xml: string }),
  secretSetValue: write(144, { secret, value: opaque(65536), flags }),
  secretGetValue: read(145, { secret, flags }, { value: opaque(65536) }),
  secretUndefine: write(146, { secret }),
  secretLookupByUsage: read(147, { usageType: int, usageID: string }, { secret }),
} as const;
