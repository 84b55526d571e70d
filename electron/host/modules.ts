import type { ModuleInfo } from '../../shared/model/host.ts';
import { readSystemFile } from './system-file.ts';

/** Loaded kernel modules; none where the kernel cannot load any (it has no /proc/modules then). */
export async function readModules(): Promise<ModuleInfo[]> {
  return parseModules((await readSystemFile('/proc/modules')) ?? '');
}

/** Lines of /proc/modules (proc(5)): name, size, number of users, users behind commas, state, address. */
export function parseModules(table: string): ModuleInfo[] {
  const modules: ModuleInfo[] = [];
  for (const line of table.split('\n')) {
    const [name, size, , users] = line.split(' ');
    if (!name || size === undefined || !/^\d+$/.test(size)) continue;
    const usedBy = (users ?? '-')
      .split(',')
      .filter((user) => user !== '' && user !== '-' && user !== '[permanent]');
    modules.push({ name, sizeBytes: Number(size), usedBy });
  }
  return modules.sort((one, other) => (one.name < other.name ? -1 : 1));
}
