export type {
  CallOptions,
  ConnectionState,
  ConsoleOptions,
  Libvirt,
  Piece,
  Screenshot,
  StreamOptions,
  TransferOptions,
} from './client.ts';
export { connect, type ConnectOptions } from './connect.ts';
export type { DomainEvent, EventMap, ObjectEvent } from './events.ts';
export { LibvirtErrorCode } from './protocol/error-codes.ts';
export * from './protocol/flags.ts';
export { PROCEDURES, type Args, type ProcedureName, type Ret } from './protocol/procedures.ts';
export type {
  DomainRef,
  NetworkRef,
  NodeDeviceRef,
  SecretRef,
  SnapshotRef,
  StoragePoolRef,
  StorageVolumeRef,
  TypedParameter,
} from './protocol/types.ts';
