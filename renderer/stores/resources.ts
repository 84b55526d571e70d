import type { AppInfo, ConnectionStatus } from '../../shared/model/app.ts';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import type { DoctorReport } from '../../shared/model/doctor.ts';
import type { MachineSummary } from '../../shared/model/machine.ts';
import type { Network } from '../../shared/model/network.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Repository } from '../../shared/model/storage.ts';
import { call } from '../api/call.ts';
import { createResource } from './resource.ts';

export const useAppInfo = createResource<AppInfo>(() => call('app.info', {}));
export const useConnection = createResource<ConnectionStatus>(() => call('connection.status', {}));
export const useSettings = createResource<Settings>(() => call('settings.get', {}));
export const useDoctor = createResource<DoctorReport>(() => call('doctor.run', {}));
export const useMachines = createResource<readonly MachineSummary[]>(() => call('machines.list', {}));
export const useRepositories = createResource<readonly Repository[]>(() => call('storage.list', {}));
export const useCaptures = createResource<readonly CaptureSummary[]>(() => call('capture.list', {}));
export const useNetworks = createResource<readonly Network[]>(() => call('networks.list', {}));
