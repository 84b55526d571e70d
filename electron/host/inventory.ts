import type { CaptureHost } from '../../shared/model/capture.ts';
import {
  HOST_SECTION_NAMES,
  type HostSection,
  type HostSectionName,
  type HostSectionValue,
} from '../../shared/model/host.ts';
import { fromEnvelope } from '../../shared/errors.ts';
import { createInspector, type Inspector, type SectionRequest } from './inspector.ts';

/**
 * All sections as one record for a capture's folder: `{takenAt, sections: {NAME: value}, errors: {NAME: error}}`.
 * Holds no secrets: passwords are never read, those in network files are replaced by `***`.
 */
export async function readInventory(
  request: SectionRequest = {},
  inspector: Inspector = createInspector(),
): Promise<Record<string, unknown>> {
  const sections: Record<string, unknown> = {};
  const errors: Record<string, unknown> = {};
  for (const section of await inspector.all(HOST_SECTION_NAMES, request)) {
    if (section.ok) sections[section.name] = section.value;
    else errors[section.name] = section.error;
  }
  return { version: 1, takenAt: new Date().toISOString(), sections, errors };
}

/**
 * What a capture says of its host, enough to make a machine of it anywhere.
 * @throws VmkitError of the section that failed.
 */
export async function captureHost(
  request: SectionRequest = {},
  inspector: Inspector = createInspector(),
): Promise<CaptureHost> {
  const read = async <N extends HostSectionName>(name: N): Promise<HostSectionValue<N>> => {
    const section: HostSection = await inspector.section(name, request);
    if (!section.ok) throw fromEnvelope(section.error);
    // The inspector answers with the section that was asked for.
    return section.value as HostSectionValue<N>;
  };
  const [os, cpu, firmware, memory, nics] = await Promise.all([
    read('os'),
    read('cpu'),
    read('firmware'),
    read('memory'),
    read('nics'),
  ]);
  return {
    hostname: os.hostname,
    os: os.name,
    architecture: cpu.architecture,
    firmware: firmware.type,
    secureBoot: firmware.secureBoot,
    threads: cpu.threads,
    memoryBytes: memory.totalBytes,
    nics: nics.flatMap(({ name, mac, kind }) => (kind === 'physical' && mac !== null ? [{ name, mac }] : [])),
  };
}
