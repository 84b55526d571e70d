import { z } from 'zod';
import { errorEnvelope } from '../errors.ts';
import { capturePlan, captureRequest, resourceName } from './capture.ts';
import { equivalentCommands, planStep } from './job.ts';

/** Machines: libvirt domains. Memory in bytes. */

export const machineState = z.enum([
  'running',
  'blocked',
  'paused',
  'shutting-down',
  'off',
  'crashed',
  'suspended',
  'unknown',
]);

export const machineSummary = z.object({
  uuid: z.string(),
  name: z.string(),
  state: machineState,
  cpus: z.number().int(),
  memoryBytes: z.number(),
  persistent: z.boolean(),
  autostart: z.boolean(),
});
export type MachineSummary = z.infer<typeof machineSummary>;
export type MachineState = z.infer<typeof machineState>;

export const machineDetail = machineSummary.extend({
  title: z.string().nullable(),
  firmware: z.enum(['bios', 'uefi']),
  machineType: z.string(),
  domainType: z.string(),
  disks: z.array(
    z.object({
      target: z.string(),
      bus: z.string(),
      device: z.string(),
      source: z.string().nullable(),
      format: z.string().nullable(),
    }),
  ),
  nics: z.array(
    z.object({
      mac: z.string(),
      type: z.string(),
      source: z.string().nullable(),
      model: z.string().nullable(),
    }),
  ),
  /** Target of the VNC server: a unix socket path, or `host:port`; null where there is none. */
  vnc: z.string().nullable(),
  serial: z.boolean(),
  xml: z.string(),
});
export type MachineDetail = z.infer<typeof machineDetail>;

export const nicMapping = z.object({
  mac: z
    .string()
    .regex(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i, 'A MAC address has six bytes, such as 52:54:00:12:34:56.'),
  /** Network to plug it into; null: left unplugged (present, link down). */
  network: z.string().max(255).nullable(),
});

/** Make a machine of this host, or of a capture taken earlier. */
export const virtualizeRequest = z.object({
  name: resourceName,
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('capture'), capture: captureRequest }),
    z.object({ kind: z.literal('existing'), repository: z.string().min(1).max(255), capture: resourceName }),
  ]),
  /** Virtual CPUs; by default 75 % of the host's threads, at least 1. */
  cpus: z.number().int().min(1).max(512).optional(),
  /** By default 75 % of the host's memory. */
  memoryBytes: z
    .number()
    .int()
    .min(64 * 1024 ** 2)
    .optional(),
  /** By default every physical NIC of the host, unplugged. */
  nics: z.array(nicMapping).max(32).optional(),
  firmware: z.enum(['auto', 'bios', 'uefi']).default('auto'),
  start: z.boolean().default(false),
});
export type VirtualizeRequest = z.infer<typeof virtualizeRequest>;
/** As a caller writes it: what has a default may be left out. */
export type VirtualizeRequestInput = z.input<typeof virtualizeRequest>;

export const machinePlan = z.object({
  name: z.string(),
  cpus: z.number().int(),
  memoryBytes: z.number(),
  firmware: z.enum(['bios', 'uefi']),
  diskBus: z.enum(['virtio', 'sata']),
  diskBusReason: z.string(),
  acceleration: z.enum(['kvm', 'tcg']),
  /** `hostName`: what the host calls this NIC; kept in the machine by placement where that can be done. */
  nics: z.array(nicMapping.extend({ hostName: z.string().nullable().optional() })),
  /** UEFI only: start with Secure Boot on and the usual keys enrolled. */
  secureBoot: z.boolean().optional(),
  /** How far CPUs and memory can grow while it runs. */
  maxCpus: z.number().int().optional(),
  maxMemoryBytes: z.number().optional(),
  /** In a sentence: what it was made of. */
  description: z.string().optional(),
});
export type MachinePlan = z.infer<typeof machinePlan>;

export const virtualizePlan = z.object({
  request: virtualizeRequest,
  /** null where an existing capture is used. */
  capture: capturePlan.nullable(),
  machine: machinePlan,
  steps: z.array(planStep),
  refusals: z.array(errorEnvelope),
  warnings: z.array(z.string()),
  commands: equivalentCommands,
});
export type VirtualizePlan = z.infer<typeof virtualizePlan>;
