import { list } from '../xdr/compose.ts';
import { bool, opaque, string, uhyper } from '../xdr/primitives.ts';
import { read, write } from './procedure.ts';
import { domain, flags, optionalString, typedParameter } from './types.ts';

/** Migration, in the form with parameters (version 3). */
export const machineMigrationProcedures = {
  domainMigrateSetMaxDowntime: write(166, { dom: domain, downtime: uhyper, flags }),
  domainMigrateSetMaxSpeed: write(207, { dom: domain, bandwidth: uhyper, flags }),
  domainMigrateGetMaxSpeed: read(242, { dom: domain, flags }, { bandwidth: uhyper }),
  domainMigrateGetCompressionCache: read(299, { dom: domain, flags }, { cacheSize: uhyper }),
  domainMigrateSetCompressionCache: write(300, { dom: domain, cacheSize: uhyper, flags }),
  domainMigrateBegin3Params: write(
    302,
    { dom: domain, params: list(typedParameter, 64), flags },
    { cookieOut: opaque(4194304), xml: string },
  ),
  domainMigratePrepare3Params: write(
    303,
    { params: list(typedParameter, 64), cookieIn: opaque(4194304), flags },
    { cookieOut: opaque(4194304), uriOut: optionalString },
  ),
  domainMigratePerform3Params: write(
    305,
    {
      dom: domain,
      dconnuri: optionalString,
      params: list(typedParameter, 64),
      cookieIn: opaque(4194304),
      flags,
    },
    { cookieOut: opaque(4194304) },
  ),
  domainMigrateFinish3Params: write(
    306,
    { params: list(typedParameter, 64), cookieIn: opaque(4194304), flags, cancelled: bool },
    { dom: domain, cookieOut: opaque(4194304) },
  ),
  domainMigrateConfirm3Params: write(307, {
    dom: domain,
    params: list(typedParameter, 64),
    cookieIn: opaque(4194304),
    flags,
    cancelled: bool,
  }),
  domainMigrateStartPostCopy: write(364, { dom: domain, flags }),
  domainMigrateGetMaxDowntime: read(387, { dom: domain, flags }, { downtime: uhyper }),
} as const;
