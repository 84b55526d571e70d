import { isVmkitError, VmkitError } from '../../shared/errors.ts';
import type { HostSection, HostSectionName } from '../../shared/model/host.ts';
import { readSection } from './read-section.ts';

/** Sections that hold more when root reads them. */
export const PRIVILEGED_SECTIONS = ['firmware', 'disks', 'networkFiles'] as const;
export type PrivilegedSectionName = (typeof PRIVILEGED_SECTIONS)[number];

export interface InspectorOptions {
  /** Reads a section as root (through the helper). Where it fails, the section is read without root. */
  readonly privileged?: (name: PrivilegedSectionName, signal: AbortSignal) => Promise<HostSection>;
  /** How sections are read by this process; another one in tests. */
  readonly read?: (name: HostSectionName, signal: AbortSignal) => Promise<HostSection>;
}
export interface SectionRequest {
  /** Read again, although it was read before. */
  readonly refresh?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}
export interface Inspector {
  /** A section, read once and kept; `takenAt` tells its age. @throws VmkitError `cancelled`. */
  section(name: HostSectionName, request?: SectionRequest): Promise<HostSection>;
  /** Several sections at once, in the given order. @throws VmkitError `cancelled`. */
  all(names: readonly HostSectionName[], request?: SectionRequest): Promise<HostSection[]>;
  /** Ends what is being read, and waits until it has cleaned up after itself. */
  close(): Promise<void>;
}

interface Reading {
  readonly result: Promise<HostSection>;
  readonly stop: AbortController;
  waiting: number;
}

/** Inspection of this host with a memory: one read at a time for each section, shared by all who ask for it. */
export function createInspector(options: InspectorOptions = {}): Inspector {
  const kept = new Map<HostSectionName, HostSection>();
  const readings = new Map<HostSectionName, Reading>();
  /** Also those that were given up and are still cleaning up. */
  const pending = new Set<Reading>();

  const start = (name: HostSectionName): Reading => {
    const stop = new AbortController();
    const result = readAsAble(name, options, stop.signal).then((section) => {
      kept.set(name, section);
      return section;
    });
    const reading: Reading = { result, stop, waiting: 0 };
    const forget = (): void => {
      pending.delete(reading);
      if (readings.get(name) === reading) readings.delete(name);
    };
    result.then(forget, forget);
    pending.add(reading);
    readings.set(name, reading);
    return reading;
  };

  const section = async (name: HostSectionName, request: SectionRequest = {}): Promise<HostSection> => {
    const known = kept.get(name);
    if (known !== undefined && request.refresh !== true) return known;
    const running = readings.get(name);
    return join(running?.stop.signal.aborted === false ? running : start(name), request.signal);
  };
  return {
    section,
    all: (names, request) => Promise.all(names.map((name) => section(name, request))),
    close: async () => {
      for (const { stop } of pending) stop.abort();
      await Promise.allSettled([...pending].map(({ result }) => result));
    },
  };
}

/** Waits for a reading; the last one to give up ends it. */
async function join(reading: Reading, signal: AbortSignal | undefined): Promise<HostSection> {
  reading.waiting += 1;
  let onAbort: (() => void) | undefined;
  const abandoned = new Promise<never>((_, reject) => {
    onAbort = (): void => reject(new VmkitError('cancelled', 'Cancelled.'));
    if (signal?.aborted) onAbort();
    signal?.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([reading.result, abandoned]);
  } finally {
    if (onAbort) signal?.removeEventListener('abort', onAbort);
    reading.waiting -= 1;
    if (reading.waiting === 0) reading.stop.abort();
  }
}

async function readAsAble(
  name: HostSectionName,
  { privileged, read }: InspectorOptions,
  signal: AbortSignal,
): Promise<HostSection> {
  const special = PRIVILEGED_SECTIONS.find((section) => section === name);
  if (special !== undefined && privileged !== undefined && process.geteuid?.() !== 0) {
    try {
      return await privileged(special, signal);
    } catch (error) {
      if (signal.aborted || isVmkitError(error, 'cancelled')) throw error;
      // Not authorised, or no helper: what can be read without root is still worth showing.
    }
  }
  return read ? read(name, signal) : readSection(name, { signal });
}
