import { list, optional } from '../xdr/compose.ts';
import { bool, int, string, uhyper, uint } from '../xdr/primitives.ts';
import { read, write } from './procedure.ts';
import {
  domain,
  flags,
  needResults,
  network,
  nodeDevice,
  optionalString,
  secret,
  statsRecord,
  storagePool,
} from './types.ts';

/** The connection itself, what the host can do, and lists of everything on it. */
export const connectProcedures = {
  connectOpen: write(1, { name: optionalString, flags }),
  connectClose: write(2),
  connectGetVersion: read(4, {}, { hvVer: uhyper }),
  connectGetMaxVcpus: read(5, { type: optionalString }, { maxVcpus: int }),
  connectGetCapabilities: read(7, {}, { capabilities: string }),
  connectGetHostname: read(59, {}, { hostname: string }),
  connectSupportsFeature: read(60, { feature: int }, { supported: bool }),
  authList: write(66, {}, { types: list(int, 20) }),
  authPolkit: write(70, {}, { complete: bool }),
  connectGetUri: read(110, {}, { uri: string }),
  connectIsSecure: read(149, {}, { secure: bool }),
  connectGetLibVersion: read(157, {}, { libVer: uhyper }),
  connectGetSysinfo: read(203, { flags }, { sysinfo: string }),
  connectListAllDomains: read(273, { needResults, flags }, { domains: list(domain, 16384), ret: uint }),
  connectListAllStoragePools: read(
    281,
    { needResults, flags },
    { pools: list(storagePool, 16384), ret: uint },
  ),
  connectListAllNetworks: read(283, { needResults, flags }, { nets: list(network, 16384), ret: uint }),
  connectListAllNodeDevices: read(
    285,
    { needResults, flags },
    { devices: list(nodeDevice, 65536), ret: uint },
  ),
  connectListAllSecrets: read(287, { needResults, flags }, { secrets: list(secret, 16384), ret: uint }),
  connectGetCpuModelNames: read(
    312,
    { arch: string, needResults, flags },
    { models: list(string, 8192), ret: int },
  ),
  connectNetworkEventRegisterAny: write(313, { eventID: int, net: optional(network) }, { callbackID: int }),
  connectNetworkEventDeregisterAny: write(314, { callbackID: int }),
  connectDomainEventCallbackRegisterAny: write(
    316,
    { eventID: int, dom: optional(domain) },
    { callbackID: int },
  ),
  connectDomainEventCallbackDeregisterAny: write(317, { callbackID: int }),
  connectGetDomainCapabilities: read(
    342,
    {
      emulatorbin: optionalString,
      arch: optionalString,
      machine: optionalString,
      virttype: optionalString,
      flags,
    },
    { capabilities: string },
  ),
  connectGetAllDomainStats: read(
    344,
    { doms: list(domain, 16384), stats: uint, flags },
    { retStats: list(statsRecord, 16384) },
  ),
  connectRegisterCloseCallback: write(360),
  connectUnregisterCloseCallback: write(361),
  connectStoragePoolEventRegisterAny: write(
    368,
    { eventID: int, pool: optional(storagePool) },
    { callbackID: int },
  ),
  connectStoragePoolEventDeregisterAny: write(369, { callbackID: int }),
  connectNodeDeviceEventRegisterAny: write(
    374,
    { eventID: int, dev: optional(nodeDevice) },
    { callbackID: int },
  ),
  connectNodeDeviceEventDeregisterAny: write(375, { callbackID: int }),
  connectSecretEventRegisterAny: write(380, { eventID: int, secret: optional(secret) }, { callbackID: int }),
  connectSecretEventDeregisterAny: write(381, { callbackID: int }),
  connectGetStoragePoolCapabilities: read(403, { flags }, { capabilities: string }),
} as const;
