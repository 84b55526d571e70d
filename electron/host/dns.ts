import type { DnsInfo } from '../../shared/model/host.ts';
import { readSystemFile } from './system-file.ts';

/** Address of systemd-resolved's stub (systemd-resolved.service(8)): the real servers stand in its own file. */
const STUB = '127.0.0.53';

/** Name servers and search domains. */
export async function readDns(): Promise<DnsInfo> {
  const own = parseResolvConf((await readSystemFile('/etc/resolv.conf')) ?? '');
  if (!own.servers.includes(STUB)) return own;
  const behind = await readSystemFile('/run/systemd/resolve/resolv.conf');
  return behind === null ? own : parseResolvConf(behind);
}

/** resolv.conf(5): the last `search` or `domain` wins. */
export function parseResolvConf(table: string): DnsInfo {
  const servers: string[] = [];
  let search: string[] = [];
  for (const line of table.split('\n')) {
    const [keyword, ...values] = line
      .replace(/[#;].*$/, '')
      .trim()
      .split(/\s+/);
    if (keyword === 'nameserver' && values[0] !== undefined) servers.push(values[0]);
    if (keyword === 'search' || keyword === 'domain') search = values;
  }
  return { servers, search };
}
