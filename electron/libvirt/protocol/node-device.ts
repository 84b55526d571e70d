import { bool, string } from '../xdr/primitives.ts';
import { read, write } from './procedure.ts';
import { flags, nodeDevice, optionalString } from './types.ts';

/** Devices of the computer that libvirt runs on. */
export const nodeDeviceProcedures = {
  nodeDeviceLookupByName: read(113, { name: string }, { dev: nodeDevice }),
  nodeDeviceGetXmlDesc: read(114, { name: string, flags }, { xml: string }),
  nodeDeviceGetParent: read(115, { name: string }, { parentName: optionalString }),
  nodeDeviceReAttach: write(119, { name: string }),
  nodeDeviceReset: write(120, { name: string }),
  nodeDeviceCreateXml: write(123, { xmlDesc: string, flags }, { dev: nodeDevice }),
  nodeDeviceDestroy: write(124, { name: string }),
  nodeDeviceDetachFlags: write(301, { name: string, driverName: optionalString, flags }),
  nodeDeviceDefineXml: write(428, { xmlDesc: string, flags }, { dev: nodeDevice }),
  nodeDeviceUndefine: write(429, { name: string, flags }),
  nodeDeviceCreate: write(430, { name: string, flags }),
  nodeDeviceGetAutostart: read(433, { name: string }, { autostart: bool }),
  nodeDeviceSetAutostart: write(434, { name: string, autostart: bool }),
  nodeDeviceIsPersistent: read(435, { name: string }, { persistent: bool }),
  nodeDeviceIsActive: read(436, { name: string }, { active: bool }),
} as const;
