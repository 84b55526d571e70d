import { list } from '../xdr/compose.ts';
import { bool, int, string, uint, uuid } from '../xdr/primitives.ts';
import { read, write } from './procedure.ts';
import { dhcpLease, flags, needResults, network, optionalString } from './types.ts';

/** Virtual networks. */
export const networkProcedures = {
  networkCreate: write(39, { net: network }),
  networkCreateXml: write(40, { xml: string }, { net: network }),
  networkDefineXml: write(41, { xml: string }, { net: network }),
  networkDestroy: write(42, { net: network }),
  networkGetXmlDesc: read(43, { net: network, flags }, { xml: string }),
  networkGetAutostart: read(44, { net: network }, { autostart: bool }),
  networkGetBridgeName: read(45, { net: network }, { name: string }),
  networkLookupByName: read(46, { name: string }, { net: network }),
  networkLookupByUuid: read(47, { uuid }, { net: network }),
  networkSetAutostart: write(48, { net: network, autostart: bool }),
  networkUndefine: write(49, { net: network }),
  networkIsActive: read(152, { net: network }, { active: bool }),
  networkIsPersistent: read(153, { net: network }, { persistent: bool }),
  networkUpdate: write(291, {
    net: network,
    command: uint,
    section: uint,
    parentIndex: int,
    xml: string,
    flags,
  }),
  networkGetDhcpLeases: read(
    341,
    { net: network, mac: optionalString, needResults, flags },
    { leases: list(dhcpLease, 65536), ret: uint },
  ),
  networkDefineXmlFlags: write(432, { xml: string, flags }, { net: network }),
  networkCreateXmlFlags: write(437, { xml: string, flags }, { net: network }),
} as const;
