import { performance } from 'node:perf_hooks';
import { isVmkitError, throwIfAborted, toEnvelope, VmkitError } from '../../shared/errors.ts';
import { hostSections, type HostSection, type HostSectionName } from '../../shared/model/host.ts';
import { sectionReaders, type SectionReaders } from './readers.ts';
import type { SectionOptions } from './section-options.ts';

export interface ReadSectionOptions extends SectionOptions {
  /** Other readers, in tests. */
  readonly readers?: SectionReaders;
}

/**
 * Reads one section of this host. What goes wrong becomes the section's error, so that one section never takes others
 * along; the value is checked against the section's shape.
 * @throws VmkitError `cancelled`, and nothing else.
 */
export async function readSection<N extends HostSectionName>(
  name: N,
  options: ReadSectionOptions = {},
): Promise<HostSection<N>> {
  throwIfAborted(options.signal);
  const takenAt = new Date().toISOString();
  const startedAt = performance.now();
  const outcome = await attempt(name, options);
  const tookMs = Math.round((performance.now() - startedAt) * 10) / 10;
  // The value has passed the schema of this very name, which the type of an indexed union cannot express.
  return { name, takenAt, tookMs, ...outcome } as HostSection<N>;
}

async function attempt(name: HostSectionName, options: ReadSectionOptions): Promise<object> {
  try {
    const value: unknown = await (options.readers ?? sectionReaders)[name]({ signal: options.signal });
    throwIfAborted(options.signal);
    return { ok: true, value: hostSections[name].parse(value) };
  } catch (error) {
    if (options.signal?.aborted) throw new VmkitError('cancelled', 'Cancelled.', { cause: error });
    return { ok: false, error: toEnvelope(isVmkitError(error) ? error : wrap(name, error)) };
  }
}

function wrap(name: HostSectionName, error: unknown): VmkitError {
  const message = error instanceof Error ? error.message : String(error);
  return new VmkitError('host.section-failed', `The section "${name}" could not be read: ${message}`, {
    hint: 'The other sections are not affected. Read it again, or report this with the details.',
    detail: { section: name },
    cause: error,
  });
}
