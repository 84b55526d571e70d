import { parseOsRelease } from '../os.ts';
import { readSystemFile } from '../system-file.ts';

/** Package managers that repairs know. */
export type PackageManager = 'apt' | 'dnf';

/** The package manager of this host, by ID and ID_LIKE of os-release(5); null where repairs do not know it. */
export async function packageManager(osRelease = '/etc/os-release'): Promise<PackageManager | null> {
  const fields = parseOsRelease((await readSystemFile(osRelease)) ?? '');
  const family = `${fields.get('ID') ?? ''} ${fields.get('ID_LIKE') ?? ''}`.split(' ');
  if (family.some((id) => id === 'debian' || id === 'ubuntu')) return 'apt';
  if (family.some((id) => id === 'fedora' || id === 'rhel')) return 'dnf';
  return null;
}
