import { z } from 'zod';
import { errorEnvelope } from '../errors.ts';
import { equivalentCommands, planStep } from './job.ts';

/**
 * A capture is a folder in a storage repository: `manifest.json`, `inventory.json`, one qcow2 a disk.
 * Sizes and offsets in bytes, times in ISO 8601, durations in milliseconds where the name ends in `Ms`.
 */

/** Rules of names for captures and machines: what is safe as a file name, for libvirt, and for qemu's file parser. */
export const NAME_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._+-]*$/;
export const NAME_MAX = 64;
export const resourceName = z
  .string()
  .min(1, 'A name is needed.')
  .max(NAME_MAX, `A name has at most ${NAME_MAX} characters.`)
  .regex(
    NAME_PATTERN,
    'A name starts with a letter or digit, then letters, digits, and . _ + - (no spaces).',
  );

/** Kernel path of a block device, or of a plain image file. Whether it exists is for the plan to say. */
export const devicePath = z
  .string()
  .max(4096)
  .regex(/^\/[^\0\n]*$/, 'A device is named by its absolute path, such as /dev/sda.');

export const consistency = z.enum(['auto', 'live', 'snapshot', 'freeze', 'offline', 'best-effort']);
export type Consistency = z.infer<typeof consistency>;
export const compression = z.enum(['zstd', 'zlib', 'none']);
/** What the user is told of a volume: `consistent`, or `best-effort` with the reason. */
export const grade = z.enum(['consistent', 'best-effort']);

export const captureRequest = z.object({
  name: resourceName,
  disks: z.array(devicePath).min(1, 'Choose at least one disk.').max(64),
  /** Partitions left out, by device path or by `DISK:NUMBER`. */
  exclude: z.array(z.string().max(4096)).default([]),
  /** Name of the storage repository. */
  repository: z.string().min(1).max(255),
  consistency: consistency.default('auto'),
  /** For how long everything may stand still at the end of a live capture. */
  freezeBudgetMs: z.number().int().min(100).max(8000).default(1000),
  compression: compression.default('zstd'),
  verify: z.boolean().default(true),
  /** Continue an interrupted capture of this name. */
  resume: z.boolean().default(false),
});
export type CaptureRequest = z.infer<typeof captureRequest>;
/** As a caller writes it: what has a default may be left out. */
export type CaptureRequestInput = z.input<typeof captureRequest>;

/** A part of a disk and how it is captured. */
export const volumePlan = z.object({
  /** `partition 1`, `boot area`, `backup GPT`. */
  title: z.string(),
  /** Device node if the kernel shows one. */
  path: z.string().nullable(),
  offsetBytes: z.number(),
  sizeBytes: z.number(),
  filesystem: z.string().nullable(),
  /** Bytes that will be copied. */
  usedBytes: z.number(),
  /** `used-blocks`: by the filesystem's own map; `whole`: all of it, zeros skipped; `header`: identity only; `excluded`. */
  method: z.enum(['used-blocks', 'whole', 'header', 'excluded']),
  grade,
  /** A sentence: why this method, why this grade. */
  reason: z.string(),
});
export type VolumePlan = z.infer<typeof volumePlan>;

export const diskPlan = z.object({
  path: z.string(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  /** Checked again on resume: a capture never goes on with another disk. */
  identity: z.string().nullable(),
  sizeBytes: z.number(),
  usedBytes: z.number(),
  volumes: z.array(volumePlan),
});
export type DiskPlan = z.infer<typeof diskPlan>;

export const capturePlan = z.object({
  request: captureRequest,
  disks: z.array(diskPlan),
  usedBytes: z.number(),
  /** Expected size of the images. */
  estimatedBytes: z.number(),
  estimatedSeconds: z.number(),
  target: z.object({ repository: z.string(), directory: z.string(), freeBytes: z.number() }).nullable(),
  steps: z.array(planStep),
  /** Why it cannot be run; empty where it can. */
  refusals: z.array(errorEnvelope),
  warnings: z.array(z.string()),
  commands: equivalentCommands,
});
export type CapturePlan = z.infer<typeof capturePlan>;

export const byteRange = z.object({ offset: z.number(), length: z.number() });
export type ByteRange = z.infer<typeof byteRange>;

export const capturePass = z.object({ number: z.number().int(), bytes: z.number(), ms: z.number() });

export const capturedDisk = z.object({
  source: diskPlan.omit({ volumes: true, usedBytes: true }),
  /** File name in the capture's folder; never a path. */
  file: z.string().regex(/^disk\d{1,3}\.qcow2$/),
  format: z.literal('qcow2'),
  virtualBytes: z.number(),
  usedBytes: z.number(),
  fileBytes: z.number(),
  clusterBytes: z.number(),
  compression,
  sha256: z.string(),
  volumes: z.array(volumePlan),
  passes: z.array(capturePass),
  frozenMs: z.number().nullable(),
  lostEvents: z.number().nullable(),
  verified: z.object({ method: z.enum(['compare', 'none']), comparedBytes: z.number() }),
  /** Ranges that could not be read and hold zeros. Empty unless salvage was asked for. */
  damaged: z.array(byteRange),
});
export type CapturedDisk = z.infer<typeof capturedDisk>;

/** What the capture knows of the host, so that a machine can be made of it anywhere. */
export const captureHost = z.object({
  hostname: z.string(),
  os: z.string().nullable(),
  architecture: z.string(),
  firmware: z.enum(['bios', 'uefi']),
  secureBoot: z.boolean().nullable(),
  threads: z.number().int(),
  memoryBytes: z.number(),
  nics: z.array(z.object({ name: z.string(), mac: z.string() })),
});
export type CaptureHost = z.infer<typeof captureHost>;

export const captureManifest = z.object({
  version: z.literal(1),
  id: z.string(),
  name: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  state: z.enum(['complete', 'damaged']),
  consistency,
  host: captureHost,
  disks: z.array(capturedDisk),
  tookMs: z.number(),
});
export type CaptureManifest = z.infer<typeof captureManifest>;

/** A capture in a listing; an interrupted one has no manifest yet and can be resumed or deleted. */
export const captureSummary = z.object({
  name: z.string(),
  repository: z.string(),
  directory: z.string(),
  state: z.enum(['complete', 'damaged', 'running', 'interrupted']),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  hostname: z.string().nullable(),
  disks: z.number().int(),
  virtualBytes: z.number(),
  fileBytes: z.number(),
});
export type CaptureSummary = z.infer<typeof captureSummary>;
