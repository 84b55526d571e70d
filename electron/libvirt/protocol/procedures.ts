import { connectProcedures } from './connect.ts';
import { hostProcedures } from './host.ts';
import { machineDeviceProcedures } from './machine-device.ts';
import { machineMigrationProcedures } from './machine-migration.ts';
import { machineSnapshotProcedures } from './machine-snapshot.ts';
import { machineTuningProcedures } from './machine-tuning.ts';
import { machineProcedures } from './machine.ts';
import { networkProcedures } from './network.ts';
import { nodeDeviceProcedures } from './node-device.ts';
import type { Procedure } from './procedure.ts';
import { secretProcedures } from './secret.ts';
import { storagePoolProcedures } from './storage-pool.ts';
import { storageVolumeProcedures } from './storage-volume.ts';

/**
 * Every procedure that this client can call, by the protocol's own name in camel case. Numbers and field orders are
 * those of libvirt's remote protocol, version 1 (src/remote/remote_protocol.x).
 */
export const PROCEDURES = {
  ...connectProcedures,
  ...hostProcedures,
  ...machineProcedures,
  ...machineDeviceProcedures,
  ...machineTuningProcedures,
  ...machineSnapshotProcedures,
  ...machineMigrationProcedures,
  ...networkProcedures,
  ...nodeDeviceProcedures,
  ...secretProcedures,
  ...storagePoolProcedures,
  ...storageVolumeProcedures,
} as const;

type Table = typeof PROCEDURES;
export type ProcedureName = keyof Table;
export type Args<N extends ProcedureName> = Table[N] extends Procedure<infer A, infer _> ? A : never;
export type Ret<N extends ProcedureName> = Table[N] extends Procedure<infer _, infer R> ? R : never;
