import { VmkitError } from '../../shared/errors.ts';
import type { MemoryInfo } from '../../shared/model/host.ts';
import { readSystemFile } from './system-file.ts';

/** Reads /proc/meminfo (proc_meminfo(5); its kB are KiB). */
export async function readMemory(): Promise<MemoryInfo> {
  return parseMeminfo((await readSystemFile('/proc/meminfo')) ?? '');
}

/** @throws VmkitError `host.section-failed` where the kernel's table lacks the total. */
export function parseMeminfo(table: string): MemoryInfo {
  const bytes = (name: string): number | null => {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(table);
    return found?.[1] === undefined ? null : Number(found[1]) * 1024;
  };
  const totalBytes = bytes('MemTotal');
  if (totalBytes === null) {
    throw new VmkitError('host.section-failed', 'The kernel does not say how much memory there is.');
  }
  return {
    totalBytes,
    availableBytes: bytes('MemAvailable') ?? bytes('MemFree') ?? 0,
    swapTotalBytes: bytes('SwapTotal') ?? 0,
    swapFreeBytes: bytes('SwapFree') ?? 0,
  };
}
