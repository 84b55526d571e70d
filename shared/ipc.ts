import { z } from 'zod';
import type { ErrorEnvelope } from './errors.ts';
import type { AppInfo, ConnectionStatus } from './model/app.ts';
import { captureRequest, resourceName } from './model/capture.ts';
import type { CaptureManifest, CapturePlan, CaptureSummary } from './model/capture.ts';
import type { DoctorReport } from './model/doctor.ts';
import { HOST_SECTION_NAMES } from './model/host.ts';
import type { HostSection } from './model/host.ts';
import type { Job, ProgressReport } from './model/job.ts';
import { virtualizeRequest } from './model/machine.ts';
import type { MachineDetail, MachineSummary, VirtualizePlan } from './model/machine.ts';
import type { Network } from './model/network.ts';
import { settings } from './model/settings.ts';
import type { Settings } from './model/settings.ts';
import { createRepositoryRequest } from './model/storage.ts';
import type { Repository } from './model/storage.ts';

/**
 * The contract between the window (or the command line) and the services: one line a procedure, everything else is
 * derived from it. `procedure(input).gives<Output>()` or `.streams<Progress, Output>()`.
 */
export interface Procedure<Input extends z.ZodType, Output, Progress> {
  readonly input: Input;
  /** Types only; never present at run time. */
  readonly _output?: Output;
  readonly _progress?: Progress;
}

interface ProcedureBuilder<Input extends z.ZodType> {
  gives<Output>(): Procedure<Input, Output, never>;
  streams<Progress, Output>(): Procedure<Input, Output, Progress>;
}

function procedure<Input extends z.ZodType>(input: Input): ProcedureBuilder<Input> {
  return { gives: () => ({ input }), streams: () => ({ input }) };
}

const none = z.strictObject({});
const named = z.strictObject({ name: z.string().min(1).max(4096) });
const jobId = z.strictObject({ id: z.string().regex(/^[0-9a-z-]{1,64}$/) });
const captureId = z.strictObject({ repository: z.string().min(1).max(255), name: resourceName });

/** A chunk of a serial console. */
export interface ConsoleChunk {
  readonly kind: 'data';
  readonly base64: string;
}

export const contract = {
  'app.info': procedure(none).gives<AppInfo>(),
  'app.openWindow': procedure(z.strictObject({ machine: z.string().max(255).optional() })).gives<null>(),
  'settings.get': procedure(none).gives<Settings>(),
  'settings.set': procedure(settings.partial().strict()).gives<Settings>(),
  'connection.status': procedure(none).gives<ConnectionStatus>(),
  'connection.use': procedure(z.strictObject({ uri: z.string().min(1).max(4096) })).gives<ConnectionStatus>(),
  'doctor.run': procedure(none).gives<DoctorReport>(),
  'doctor.fix': procedure(z.strictObject({ id: z.string().max(64) })).streams<ProgressReport, DoctorReport>(),
  'host.section': procedure(
    z.strictObject({ name: z.enum(HOST_SECTION_NAMES), refresh: z.boolean().default(false) }),
  ).gives<HostSection>(),
  /** Starts the root helper (which may ask for a password), so that sections tell what only root may read. */
  'host.unlock': procedure(none).gives<null>(),
  'capture.plan': procedure(captureRequest).gives<CapturePlan>(),
  'capture.start': procedure(captureRequest).gives<Job>(),
  'capture.list': procedure(z.strictObject({ repository: z.string().max(255).optional() })).gives<
    readonly CaptureSummary[]
  >(),
  'capture.show': procedure(captureId).gives<CaptureManifest>(),
  'capture.delete': procedure(captureId).gives<null>(),
  'virtualize.plan': procedure(virtualizeRequest).gives<VirtualizePlan>(),
  'virtualize.start': procedure(virtualizeRequest).gives<Job>(),
  'jobs.list': procedure(none).gives<readonly Job[]>(),
  'jobs.show': procedure(jobId).gives<Job>(),
  'jobs.cancel': procedure(jobId).gives<Job>(),
  'jobs.resume': procedure(jobId).gives<Job>(),
  'jobs.discard': procedure(jobId).gives<null>(),
  'storage.list': procedure(none).gives<readonly Repository[]>(),
  'storage.create': procedure(createRepositoryRequest).gives<Repository>(),
  'networks.list': procedure(none).gives<readonly Network[]>(),
  'machines.list': procedure(none).gives<readonly MachineSummary[]>(),
  'machines.show': procedure(named).gives<MachineDetail>(),
  'machines.define': procedure(
    z.strictObject({ xml: z.string().min(1).max(4_000_000) }),
  ).gives<MachineSummary>(),
  'machines.start': procedure(named).gives<MachineSummary>(),
  'machines.shutdown': procedure(named).gives<MachineSummary>(),
  'machines.stop': procedure(named).gives<MachineSummary>(),
  /** Runs until cancelled or the machine stops; `id` (chosen by the caller) addresses `machines.consoleInput`. */
  'machines.console': procedure(
    z.strictObject({ name: z.string().min(1).max(4096), id: z.string().min(8).max(64) }),
  ).streams<ConsoleChunk, { readonly reason: string }>(),
  'machines.consoleInput': procedure(
    z.strictObject({ id: z.string().min(8).max(64), base64: z.base64().max(65536) }),
  ).gives<null>(),
} as const;

export type Contract = typeof contract;
export type ProcedureName = keyof Contract;
export type Input<N extends ProcedureName> = z.input<Contract[N]['input']>;
export type ParsedInput<N extends ProcedureName> = z.output<Contract[N]['input']>;
export type Output<N extends ProcedureName> =
  Contract[N] extends Procedure<z.ZodType, infer O, infer _P> ? O : never;
export type Progress<N extends ProcedureName> =
  Contract[N] extends Procedure<z.ZodType, infer _O, infer P> ? P : never;

/** What a handler is given besides its input. `report` accepts nothing where the procedure has no progress. */
export interface CallContext<N extends ProcedureName = ProcedureName> {
  readonly signal: AbortSignal;
  readonly report: (progress: Progress<N>) => void;
}

export type Handler<N extends ProcedureName> = (
  input: ParsedInput<N>,
  context: CallContext<N>,
) => Promise<Output<N>>;
/** Every procedure has its handler: a missing one does not compile. */
export type Handlers = { readonly [N in ProcedureName]: Handler<N> };

export type CallOptions<N extends ProcedureName> = { readonly signal?: AbortSignal } & ([
  Progress<N>,
] extends [never]
  ? { readonly onProgress?: never }
  : { readonly onProgress?: (progress: Progress<N>) => void });

/** The typed caller that both the window and the command line use. Rejects with VmkitError. */
export type Call = <N extends ProcedureName>(
  name: N,
  input: Input<N>,
  options?: CallOptions<N>,
) => Promise<Output<N>>;

/** Events say what changed; the state comes from reading (jobs carry their whole state, since they change fast). */
export interface Events {
  readonly 'job.changed': Job;
  readonly 'job.removed': { readonly id: string };
  readonly 'machines.changed': { readonly uuid: string | null };
  readonly 'storage.changed': { readonly uuid: string | null };
  readonly 'networks.changed': { readonly uuid: string | null };
  /** More of the host can be read than before: administrator rights were given. */
  readonly 'host.changed': null;
  readonly 'connection.changed': ConnectionStatus;
  readonly 'settings.changed': Settings;
  /** Go to a page, such as `/jobs/ID`: sent when a notification is clicked. */
  readonly navigate: { readonly to: string };
}
export type EventName = keyof Events;

/** The three channels between preload and main. */
export const CHANNELS = {
  call: 'vmkit:call',
  cancel: 'vmkit:cancel',
  progress: 'vmkit:progress',
  event: 'vmkit:event',
} as const;

export type Answer =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorEnvelope };

/** What the preload puts on `window.vmkit`; it never changes. */
export interface Bridge {
  call(id: string, name: string, input: unknown): Promise<Answer>;
  cancel(id: string): void;
  onProgress(listener: (id: string, progress: unknown) => void): () => void;
  onEvent(listener: (name: string, payload: unknown) => void): () => void;
}
