import { z } from 'zod';
import type { CpuInfo } from '../../shared/model/host.ts';
import { run } from '../system/run.ts';
import type { SectionOptions } from './section-options.ts';

interface LscpuEntry {
  field: string;
  data: string | null;
  children?: LscpuEntry[] | undefined;
}
// Newer lscpu nests entries below headings, older ones are flat.
const lscpuEntry: z.ZodType<LscpuEntry> = z.lazy(() =>
  z.object({ field: z.string(), data: z.string().nullable(), children: z.array(lscpuEntry).optional() }),
);
const lscpuOutput = z.object({ lscpu: z.array(lscpuEntry) });

/** Reads the CPU by lscpu (a few milliseconds; systeminformation's own reading of it takes hundreds). */
export async function readCpu(options: SectionOptions = {}): Promise<CpuInfo> {
  const { stdout } = await run(['lscpu', '-J'], { signal: options.signal });
  return parseLscpu(stdout);
}

/** @param json What `lscpu -J` prints. */
export function parseLscpu(json: string): CpuInfo {
  const fields = new Map<string, string>();
  collect(lscpuOutput.parse(JSON.parse(json)).lscpu, fields);
  const flags = (fields.get('Flags') ?? fields.get('Features') ?? '').split(/\s+/).filter(Boolean);
  const threads = number(fields.get('CPU(s)')) ?? 1;
  const sockets = number(fields.get('Socket(s)')) ?? 1;
  const perSocket = number(fields.get('Core(s) per socket')) ?? number(fields.get('Core(s) per cluster'));
  return {
    model: fields.get('Model name') ?? 'unknown',
    vendor: fields.get('Vendor ID') ?? 'unknown',
    architecture: fields.get('Architecture') ?? 'unknown',
    sockets,
    cores: perSocket === null ? threads : perSocket * sockets,
    threads,
    virtualization: flags.includes('vmx') ? 'vmx' : flags.includes('svm') ? 'svm' : null,
    hypervisor: fields.get('Hypervisor vendor') ?? null,
    flags,
  };
}

function collect(entries: readonly LscpuEntry[], into: Map<string, string>): void {
  for (const entry of entries) {
    const name = entry.field.replace(/:$/, '');
    if (entry.data !== null && !into.has(name)) into.set(name, entry.data);
    collect(entry.children ?? [], into);
  }
}

function number(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}
