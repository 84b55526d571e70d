import { access } from 'node:fs/promises';
import { z } from 'zod';
import { VmkitError } from '../../shared/errors.ts';
import type { ServiceInfo } from '../../shared/model/host.ts';
import { run } from '../system/run.ts';
import type { SectionOptions } from './section-options.ts';
import { readSysvServices } from './sysv-services.ts';

const units = z.array(z.object({ unit: z.string(), active: z.string(), description: z.string().nullish() }));
const unitFiles = z.array(z.object({ unit_file: z.string(), state: z.string() }));

/**
 * Services with their state: systemd's where it runs (sd_booted(3)), else the scripts of /etc/init.d.
 * @throws VmkitError `not-supported` where there is neither.
 */
export async function readServices(options: SectionOptions = {}): Promise<ServiceInfo[]> {
  if (await isSystemdRunning()) return readSystemdServices(options);
  const services = await readSysvServices();
  if (services.length > 0) return services;
  throw new VmkitError(
    'not-supported',
    'No service manager runs on this host, so it has no services to list.',
    {
      hint: 'A capture works without the list of services.',
    },
  );
}

/** The test of sd_booted(3). */
export async function isSystemdRunning(): Promise<boolean> {
  return access('/run/systemd/system').then(
    () => true,
    () => false,
  );
}

async function readSystemdServices({ signal }: SectionOptions): Promise<ServiceInfo[]> {
  const list = (what: string, ...more: string[]): Promise<{ stdout: string }> =>
    run(['systemctl', what, '--type=service', '--no-pager', '--output=json', ...more], { signal });
  const [active, files] = await Promise.all([list('list-units', '--all'), list('list-unit-files')]);
  return parseSystemdServices(active.stdout, files.stdout);
}

/** @param unitsJson,unitFilesJson What `systemctl list-units` and `list-unit-files` print with `--output=json`. */
export function parseSystemdServices(unitsJson: string, unitFilesJson: string): ServiceInfo[] {
  const enabled = new Map(
    unitFiles.parse(JSON.parse(unitFilesJson)).map((file) => [file.unit_file, file.state]),
  );
  const loaded = units.parse(JSON.parse(unitsJson)).map((unit) => ({
    name: unit.unit.replace(/\.service$/, ''),
    description: unit.description ?? null,
    active: unit.active,
    enabled: enabled.get(unit.unit) ?? enabled.get(unit.unit.replace(/@.*\./, '@.')) ?? null,
  }));
  return loaded.sort((one, other) => one.name.localeCompare(other.name));
}
