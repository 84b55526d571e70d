import { homedir } from 'node:os';
import { VmkitError } from '../../shared/errors.ts';

/** Where a URI leads: local sockets to try in this order, or another computer through ssh. */
export type Target =
  | {
      readonly kind: 'local';
      /** What libvirt is asked to open. */
      readonly name: string;
      readonly sockets: readonly string[];
      /** A user's own daemon, which we may start. */
      readonly session: boolean;
    }
  | {
      readonly kind: 'ssh';
      readonly name: string;
      readonly host: string;
      readonly user: string;
      readonly port: string;
    };

export interface Surroundings {
  readonly root: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads a libvirt URI (https://libvirt.org/uri.html). Sockets are those of libvirtd, then those of the split daemon.
 * @throws VmkitError `input.invalid`, `not-supported`.
 */
export function parseUri(uri: string, around: Surroundings, readOnly = false): Target {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (!url)
    throw new VmkitError('input.invalid', `“${uri.slice(0, 200)}” is not a libvirt URI.`, { hint: HINT });
  const [driver = '', transport = ''] = url.protocol.slice(0, -1).split('+');
  if (transport === 'ssh') return ssh(url, driver);
  const local = transport === '' || transport === 'unix';
  if (!local || url.host !== '') {
    throw new VmkitError('not-supported', `VMKit can't connect to ${uri.slice(0, 200)}.`, { hint: HINT });
  }
  const name = `${driver}://${url.pathname}`;
  const socket = url.searchParams.get('socket');
  const session = url.pathname === '/session';
  if (socket) return { kind: 'local', name, sockets: [socket], session: false };
  if (session && around.root) throw sessionAsRoot();
  const sockets = session ? sessionSockets(around, driver) : systemSockets(driver, readOnly);
  return { kind: 'local', name, sockets, session };
}

const HINT = 'Use qemu:///system, qemu:///session, test:///default or qemu+ssh://HOST/system.';

function systemSockets(driver: string, readOnly: boolean): string[] {
  const end = readOnly ? 'sock-ro' : 'sock';
  return [`/run/libvirt/libvirt-${end}`, `/run/libvirt/virt${driver}d-${end}`];
}

function sessionSockets(around: Surroundings, driver: string): string[] {
  const folder = `${userRuntimeFolder(around)}/libvirt`;
  return [`${folder}/libvirt-sock`, `${folder}/virt${driver}d-sock`];
}

/** The folder of a user's sockets; without XDG_RUNTIME_DIR it is the cache folder (XDG Base Directory, GLib). */
function userRuntimeFolder(around: Surroundings): string {
  return around.env.XDG_RUNTIME_DIR ?? around.env.XDG_CACHE_HOME ?? `${around.env.HOME ?? homedir()}/.cache`;
}

function sessionAsRoot(): VmkitError {
  return new VmkitError('not-supported', 'qemu:///session belongs to an ordinary user; you are root.', {
    hint: 'Use qemu:///system.',
  });
}

const SAFE_HOST = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

function ssh(url: URL, driver: string): Target {
  const user = decodeURIComponent(url.username);
  if (
    !SAFE_HOST.test(url.hostname) ||
    (user !== '' && !SAFE_HOST.test(user)) ||
    !/^\/[\w/.-]*$/.test(url.pathname)
  ) {
    throw new VmkitError('input.invalid', 'This is not a host that ssh could reach.', { hint: HINT });
  }
  return { kind: 'ssh', name: `${driver}://${url.pathname}`, host: url.hostname, user, port: url.port };
}
