/**
 * The TypeScript API: `import { HostCapture, VirtualizedHost } from 'vmkit'` does what the wizard does, on the same
 * services. Every method rejects with VmkitError; tell errors apart by `code`.
 */
export { HostCapture } from './app/api/host-capture.ts';
export type { CaptureOptions } from './app/api/host-capture.ts';
export { VirtualizedHost } from './app/api/virtualized-host.ts';
export { createServices } from './app/create-services.ts';
export type { Services, ServiceOptions } from './app/create-services.ts';
export { isVmkitError, VmkitError } from '../shared/errors.ts';
export type { ErrorCode } from '../shared/errors.ts';
export type {
  CaptureManifest,
  CapturePlan,
  CaptureRequestInput,
  CaptureSummary,
} from '../shared/model/capture.ts';
export type { HostSection, HostSectionName, HostSectionValue } from '../shared/model/host.ts';
export type {
  MachineDetail,
  MachineSummary,
  VirtualizePlan,
  VirtualizeRequestInput,
} from '../shared/model/machine.ts';
export type { ProgressReport } from '../shared/model/job.ts';
