import { VmkitError } from '../../shared/errors.ts';
import type { PackageInfo } from '../../shared/model/host.ts';
import { run } from '../system/run.ts';
import { findProgram } from './programs.ts';
import type { SectionOptions } from './section-options.ts';

const DPKG = [
  'dpkg-query',
  '-W',
  '-f',
  '${binary:Package}\\t${Version}\\t${Architecture}\\t${db:Status-Status}\\n',
] as const;
const RPM = [
  'rpm',
  '-qa',
  '--qf',
  '%{NAME}\\t%{EPOCHNUM}:%{VERSION}-%{RELEASE}\\t%{ARCH}\\tinstalled\\n',
] as const;

/**
 * Installed packages of dpkg and rpm (a host may have both), by name.
 * @throws VmkitError `not-supported` where the host has neither.
 */
export async function readPackages(options: SectionOptions = {}): Promise<PackageInfo[]> {
  const lists = await Promise.all([query(DPKG, 'dpkg', options), query(RPM, 'rpm', options)]);
  if (lists.every((list) => list === null)) {
    throw new VmkitError(
      'not-supported',
      'This host has neither dpkg nor rpm, so its packages are unknown.',
      {
        hint: 'A capture works without the list of packages.',
      },
    );
  }
  return lists.flatMap((list) => list ?? []);
}

async function query(
  argv: readonly [string, ...string[]],
  manager: PackageInfo['manager'],
  { signal }: SectionOptions,
): Promise<PackageInfo[] | null> {
  if ((await findProgram(argv[0])) === null) return null;
  return parsePackages((await run(argv, { signal })).stdout, manager);
}

/** Lines of name, version, architecture and state between tabs; what is not installed is left out. */
export function parsePackages(table: string, manager: PackageInfo['manager']): PackageInfo[] {
  const packages: PackageInfo[] = [];
  for (const line of table.split('\n')) {
    const [name, version, architecture, state] = line.split('\t');
    // dpkg also remembers packages that were removed; rpm lists imported keys as packages.
    if (!name || version === undefined || state !== 'installed' || name === 'gpg-pubkey') continue;
    packages.push({ name, version: version.replace(/^0:/, ''), architecture: architecture ?? '', manager });
  }
  return packages.sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}
