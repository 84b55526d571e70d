import { hostname, release } from 'node:os';
import type { OsInfo } from '../../shared/model/host.ts';
import { readSystemFile } from './system-file.ts';

/** The operating system, its kernel, and since when it runs. */
export async function readOs(): Promise<OsInfo> {
  const table =
    (await readSystemFile('/etc/os-release')) ?? (await readSystemFile('/usr/lib/os-release')) ?? '';
  const fields = parseOsRelease(table);
  const started = /^btime (\d+)$/m.exec((await readSystemFile('/proc/stat')) ?? '')?.[1];
  return {
    id: fields.get('ID') ?? 'linux',
    name: fields.get('PRETTY_NAME') ?? fields.get('NAME') ?? 'Linux',
    version: fields.get('VERSION_ID') ?? null,
    hostname: hostname(),
    kernel: release(),
    kernelCommandLine: (await readSystemFile('/proc/cmdline')) ?? '',
    bootTime: new Date(Number(started ?? 0) * 1000).toISOString(),
  };
}

/** os-release(5): shell assignments, values may stand in quotes. */
export function parseOsRelease(table: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of table.split('\n')) {
    const found = /^([A-Z0-9_]+)=(.*)$/.exec(line.trim());
    if (found?.[1] === undefined || found[2] === undefined) continue;
    const quoted = /^(["'])(.*)\1$/.exec(found[2]);
    fields.set(found[1], (quoted?.[2] ?? found[2]).replace(/\\(["'$`\\])/g, '$1'));
  }
  return fields;
}
