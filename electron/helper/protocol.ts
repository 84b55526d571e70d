import { z } from 'zod';
import { errorEnvelope } from '../../shared/errors.ts';
import { captureHost, captureRequest, resourceName } from '../../shared/model/capture.ts';
import type { CaptureManifest, CapturePlan, CaptureSummary } from '../../shared/model/capture.ts';
import type { HostSection } from '../../shared/model/host.ts';

/**
 * The closed list of what the root side does. JSON lines over stdin and stdout; no program names, no shell, devices
 * re-derived on this side, outputs opened below a directory handle. When its input closes, the helper cancels what
 * runs, cleans up and ends.
 */

/** A repository as the caller knows it; the helper checks the directory again before it touches it. */
const target = z.strictObject({
  repository: z.string().min(1).max(255),
  directory: z.string().min(1).max(4096),
});

/** Non-root facts about the host that go into the capture's folder. Secrets are left out by the caller and here. */
const inventory = z.record(z.string(), z.unknown());

/** What the captured system can boot from, read from its own kernels and initramfs. */
export const bootability = z.object({
  diskBus: z.enum(['virtio', 'sata']),
  reason: z.string(),
  firmware: z.enum(['bios', 'uefi']),
  /** Whether a boot loader was found on the captured disks. */
  bootLoader: z.string().nullable(),
});
export type Bootability = z.infer<typeof bootability>;

export const helperOperations = {
  hello: z.strictObject({}),
  'host.section': z.strictObject({ name: z.enum(['firmware', 'disks', 'networkFiles']) }),
  'capture.plan': z.strictObject({ request: captureRequest, target: target.nullable() }),
  'capture.run': z.strictObject({ request: captureRequest, target, host: captureHost, inventory }),
  'capture.list': z.strictObject({ targets: z.array(target).max(1000) }),
  'capture.show': z.strictObject({ target, name: resourceName }),
  'capture.delete': z.strictObject({ target, name: resourceName }),
  'capture.bootability': z.strictObject({ target, name: resourceName }),
  'disk.bootability': z.strictObject({ disks: z.array(z.string().max(4096)).max(64) }),
  'doctor.fix': z.strictObject({ id: z.string().max(64) }),
} as const;

export type HelperOperation = keyof typeof helperOperations;
export type HelperInput<N extends HelperOperation> = z.input<(typeof helperOperations)[N]>;
export type HelperParsed<N extends HelperOperation> = z.output<(typeof helperOperations)[N]>;

export interface HelperOutputs {
  readonly hello: { readonly version: string; readonly uid: number; readonly callerUid: number };
  readonly 'host.section': HostSection;
  readonly 'capture.plan': CapturePlan;
  readonly 'capture.run': CaptureManifest;
  readonly 'capture.list': readonly CaptureSummary[];
  readonly 'capture.show': CaptureManifest;
  readonly 'capture.delete': null;
  readonly 'capture.bootability': Bootability;
  readonly 'disk.bootability': Bootability;
  readonly 'doctor.fix': null;
}

/** Lines from the caller. */
export const helperRequest = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('call'),
    id: z.number().int(),
    operation: z.string(),
    input: z.unknown(),
  }),
  z.strictObject({ kind: z.literal('cancel'), id: z.number().int() }),
]);

/** Lines from the helper. */
export const helperMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), id: z.number().int(), value: z.unknown() }),
  z.object({ kind: z.literal('error'), id: z.number().int(), error: errorEnvelope }),
  z.object({ kind: z.literal('report'), id: z.number().int(), report: z.unknown() }),
]);
export type HelperMessage = z.infer<typeof helperMessage>;

/** A line longer than this ends the connection. */
export const MAX_LINE_BYTES = 16 * 1024 ** 2;
