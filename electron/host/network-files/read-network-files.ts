import type { Dirent } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { NetworkFile } from '../../../shared/model/host.ts';
import { errnoOf, isForbidden } from '../system-file.ts';
import { redactSecrets } from './redact.ts';

type System = NetworkFile['system'];

/** Where each system keeps its files, and which of them it reads (netplan(5), NetworkManager.conf(5), systemd.network(5), interfaces(5)). */
const PLACES: readonly { system: System; path: string; takes: RegExp }[] = [
  { system: 'netplan', path: '/etc/netplan', takes: /\.ya?ml$/ },
  { system: 'NetworkManager', path: '/etc/NetworkManager/NetworkManager.conf', takes: /./ },
  { system: 'NetworkManager', path: '/etc/NetworkManager/conf.d', takes: /\.conf$/ },
  { system: 'NetworkManager', path: '/etc/NetworkManager/system-connections', takes: /^[^.]/ },
  { system: 'systemd-networkd', path: '/etc/systemd/network', takes: /\.(network|netdev|link|conf)$/ },
  { system: 'ifupdown', path: '/etc/network/interfaces', takes: /./ },
  { system: 'ifupdown', path: '/etc/network/interfaces.d', takes: /^[\w.-]+$/ },
];
const MAX_BYTES = 1024 ** 2;

/**
 * Files that configure the network, without their secrets. What only root may read has `content: null`; a folder that
 * only root may list stands for its files.
 * @param root Root folder of the system, another one in tests.
 */
export async function readNetworkFiles(root = ''): Promise<NetworkFile[]> {
  const found = await Promise.all(
    PLACES.map(({ system, path, takes }) => readPlace(root, system, path, takes)),
  );
  return found.flat();
}

async function readPlace(root: string, system: System, path: string, takes: RegExp): Promise<NetworkFile[]> {
  const entries = await listFolder(`${root}${path}`);
  if (entries === 'absent') return [];
  if (entries === 'forbidden') return [{ system, path, content: null, needsRoot: true }];
  if (entries === 'file') return [await readOne(root, system, path)];
  const nested = await Promise.all(
    entries.map(async (entry) => {
      const child = join(path, entry.name);
      // systemd reads drop-ins from folders named after the file they extend.
      if (entry.isDirectory()) return entry.name.endsWith('.d') ? readPlace(root, system, child, takes) : [];
      return takes.test(entry.name) ? [await readOne(root, system, child)] : [];
    }),
  );
  return nested.flat();
}

async function listFolder(path: string): Promise<Dirent[] | 'absent' | 'forbidden' | 'file'> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return 'absent';
    if (errnoOf(error) === 'ENOTDIR') return 'file';
    if (isForbidden(error)) return 'forbidden';
    throw error;
  }
}

async function readOne(root: string, system: System, path: string): Promise<NetworkFile> {
  try {
    const content = await readFile(`${root}${path}`);
    const text = content.subarray(0, MAX_BYTES).toString('utf8');
    return { system, path, content: redactSecrets(text), needsRoot: false };
  } catch (error) {
    if (isForbidden(error)) return { system, path, content: null, needsRoot: true };
    // A dangling link, or gone between listing and reading.
    if (errnoOf(error) === 'ENOENT') return { system, path, content: '', needsRoot: false };
    throw error;
  }
}
