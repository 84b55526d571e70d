import type { Codec, Value } from '../xdr/codec.ts';
import { defaulted } from '../xdr/codec.ts';
import { list, optional, struct } from '../xdr/compose.ts';
import { bool, double, hyper, int, string, uhyper, uint, uuid } from '../xdr/primitives.ts';
import { malformed } from '../xdr/reader.ts';

/** Structures that several procedures share. */

/** Bits that change what a procedure does; 0 when left out. */
export const flags = defaulted(uint, 0);
/** Lists answer with a mere count unless asked for the items, which we always want. */
export const needResults = defaulted(bool, true);
export const optionalString = optional(string);

/** A machine. `id` is -1 unless it runs. */
export const domain = struct({ name: string, uuid, id: int });
export const network = struct({ name: string, uuid });
export const storagePool = struct({ name: string, uuid });
/** A volume; `pool` is the pool's name, `key` its path for most kinds of pool. */
export const storageVolume = struct({ pool: string, name: string, key: string });
export const nodeDevice = struct({ name: string });
export const secret = struct({ uuid, usageType: int, usageID: string });
export const snapshot = struct({ name: string, dom: domain });

export type DomainRef = Value<typeof domain>;
export type NetworkRef = Value<typeof network>;
export type StoragePoolRef = Value<typeof storagePool>;
export type StorageVolumeRef = Value<typeof storageVolume>;
export type NodeDeviceRef = Value<typeof nodeDevice>;
export type SecretRef = Value<typeof secret>;
export type SnapshotRef = Value<typeof snapshot>;

/** A named value of a type that is told beside it. */
export type TypedParameter = { readonly field: string } & (
  | { readonly type: 'int' | 'uint' | 'double'; readonly value: number }
  | { readonly type: 'llong' | 'ullong'; readonly value: bigint }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
);

const PARAMETER_TYPES = ['int', 'uint', 'llong', 'ullong', 'double', 'boolean', 'string'] as const;
const PARAMETER_CODECS = { int, uint, llong: hyper, ullong: uhyper, double, boolean: bool, string } as const;

/** A parameter: its name, the number of its type (1 to 7), its value. */
export const typedParameter: Codec<TypedParameter> = {
  minBytes: 12,
  encode: (to, parameter) => {
    string.encode(to, parameter.field);
    to.int32(PARAMETER_TYPES.indexOf(parameter.type) + 1);
    PARAMETER_CODECS[parameter.type].encode(to, parameter.value as never); // the union ties value to type
  },
  decode: (from) => {
    const field = string.decode(from);
    const number = from.int32();
    const type = PARAMETER_TYPES[number - 1];
    if (!type) throw malformed(`a parameter of the unknown type ${number}`);
    const value = PARAMETER_CODECS[type].decode(from);
    return { field, type, value } as TypedParameter; // value was just read as that type
  },
};

export const statsRecord = struct({ dom: domain, params: list(typedParameter, 262144) });
export const memoryStat = struct({ tag: int, val: uhyper });
export const nodeStat = struct({ field: string, value: uhyper });
export const diskError = struct({ disk: string, error: int });

/** A DHCP lease; `expirytime` in seconds since 1970, `type` 0 for IPv4, 1 for IPv6. */
export const dhcpLease = struct({
  iface: string,
  expirytime: hyper,
  type: int,
  mac: optionalString,
  iaid: optionalString,
  ipaddr: string,
  prefix: uint,
  hostname: optionalString,
  clientid: optionalString,
});

export const guestInterface = struct({
  name: string,
  hwaddr: optionalString,
  addrs: list(struct({ type: int, addr: string, prefix: uint }), 2048),
});

export const guestFilesystem = struct({
  mountpoint: string,
  name: string,
  fstype: string,
  devAliases: list(string, 256),
});
