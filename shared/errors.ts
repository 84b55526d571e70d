import { z } from 'zod';

/**
 * Every way this software fails on purpose. Errors are told apart by these codes, never by their text.
 * Form: `area.reason`. A code once released keeps its meaning.
 */
export const ERROR_CODES = [
  'input.invalid',
  'cancelled',
  'internal',
  'not-supported',
  'ipc.unknown-procedure',
  'ipc.forbidden-sender',
  'program.missing',
  'program.failed',
  'program.timeout',
  'permission.denied',
  'helper.missing',
  'helper.unauthorized',
  'helper.died',
  'helper.protocol',
  'libvirt.unreachable',
  'libvirt.denied',
  'libvirt.disconnected',
  'libvirt.protocol',
  'libvirt.failed',
  'libvirt.limit',
  'libvirt.timeout',
  'xml.invalid',
  'host.section-failed',
  'disk.not-found',
  'disk.not-a-disk',
  'disk.in-use',
  'disk.busy',
  'disk.read-failed',
  'disk.changed',
  'disk.shrunk',
  'capture.exists',
  'capture.not-found',
  'capture.name-invalid',
  'capture.incomplete',
  'capture.locked',
  'capture.in-use',
  'capture.damaged',
  'capture.verify-failed',
  'capture.map-invalid',
  'capture.nothing-to-resume',
  'capture.not-converging',
  'space.insufficient',
  'space.exhausted',
  'file.exists',
  'file.not-found',
  'file.failed',
  'path.unsafe',
  'repository.exists',
  'repository.not-found',
  'repository.inactive',
  'repository.unsuitable',
  'network.not-found',
  'network.inactive',
  'machine.exists',
  'machine.not-found',
  'machine.state',
  'machine.name-invalid',
  'job.not-found',
  'job.finished',
  'job.not-resumable',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Facts of an error: device, offset, needed and free bytes, exit code, … Plain JSON. */
export type ErrorDetail = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export const errorEnvelope = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  hint: z.string().optional(),
  detail: z
    .record(
      z.string(),
      z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()]),
    )
    .readonly()
    .optional(),
});

/** An error as it crosses a process border. */
export interface ErrorEnvelope {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly detail?: ErrorDetail | undefined;
}

interface Options {
  readonly hint?: string | undefined;
  readonly detail?: ErrorDetail | undefined;
  readonly cause?: unknown;
}

/** The one error class: a stable code, a sentence in the user's words, a hint that names the next step, facts. */
export class VmkitError extends Error {
  override readonly name = 'VmkitError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly detail: ErrorDetail | undefined;

  constructor(code: ErrorCode, message: string, options: Options = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.detail = options.detail;
  }
}

/** True where `error` is a VmkitError, with that code if one is given. */
export function isVmkitError(error: unknown, code?: ErrorCode): error is VmkitError {
  return error instanceof VmkitError && (code === undefined || error.code === code);
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'CanceledError');
}

/** What crosses a process border for any thrown value; unknown errors become `internal` with their message. */
export function toEnvelope(error: unknown): ErrorEnvelope {
  if (isVmkitError(error)) {
    const { code, message, hint, detail } = error;
    return {
      code,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(detail === undefined ? {} : { detail }),
    };
  }
  if (isAbort(error)) return { code: 'cancelled', message: 'Cancelled.' };
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `Something unexpected failed: ${message}`,
    hint: 'This is a defect in VMKit. Please report it with the details.',
    ...(error instanceof Error && error.stack ? { detail: { stack: error.stack } } : {}),
  };
}

/** The error on the other side of a process border. */
export function fromEnvelope(envelope: ErrorEnvelope): VmkitError {
  return new VmkitError(envelope.code, envelope.message, { hint: envelope.hint, detail: envelope.detail });
}

/** Throws `cancelled` where the signal has been aborted. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new VmkitError('cancelled', 'Cancelled.');
}
