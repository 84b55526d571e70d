import { copyFileSync, chmodSync, chownSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, must } from '../setup/steps.mjs';

const OWN_USER = 'vmkit';
const PASSED_ON = [
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'LANG',
  'LANGUAGE',
  'LC_ALL',
  'TERM',
  'NO_COLOR',
  'XDG_SESSION_TYPE',
  'XDG_CURRENT_DESKTOP',
];

/** Whose window it is when root asks for one: that of whoever became root, else a system user of our own. */
export function windowUser() {
  const caller = [process.env.SUDO_UID, process.env.PKEXEC_UID].find(
    (uid) => uid !== undefined && uid !== '0',
  );
  if (caller !== undefined) return account(caller);
  if (!attempt(['getent', 'passwd', OWN_USER]).ok) createUser();
  return account(OWN_USER);
}

function account(nameOrUid) {
  const [name, , uid, gid, , home] = must(['getent', 'passwd', nameOrUid]).trim().split(':');
  return { name, uid: Number(uid), gid: Number(gid), home };
}

function createUser() {
  const existing = ['libvirt', 'kvm'].filter((group) => attempt(['getent', 'group', group]).ok);
  const groups = existing.length > 0 ? ['--groups', existing.join(',')] : [];
  const options = [
    '--system',
    '--no-create-home',
    '--home-dir',
    '/var/lib/vmkit',
    '--shell',
    '/usr/sbin/nologin',
    '--user-group',
  ];
  must(['useradd', ...options, ...groups, OWN_USER]);
  must(['install', '-d', '-m', '700', '-o', OWN_USER, '-g', OWN_USER, '/var/lib/vmkit']);
  process.stdout.write(`Created the system user ${OWN_USER}, for which the window runs.\n`);
}

/** A clean environment for the window, with access to root's display. */
export function windowEnvironment(user) {
  const runtime = runtimeFolder(user);
  const passedOn = Object.fromEntries(
    PASSED_ON.filter((key) => process.env[key]).map((key) => [key, process.env[key]]),
  );
  const bus = join(runtime, 'bus');
  return {
    ...passedOn,
    PATH: '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin',
    HOME: user.home,
    USER: user.name,
    LOGNAME: user.name,
    XDG_RUNTIME_DIR: runtime,
    ...(existsSync(bus) ? { DBUS_SESSION_BUS_ADDRESS: `unix:path=${bus}` } : {}),
    ...displayKey(user, runtime),
  };
}

function runtimeFolder(user) {
  const folder = `/run/user/${user.uid}`;
  if (existsSync(folder)) return folder;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chownSync(folder, user.uid, user.gid);
  return folder;
}

// The key to the display is root's file; the window's user gets a copy that only they can read.
function displayKey(user, runtime) {
  const key = process.env.XAUTHORITY || join(process.env.HOME ?? '/root', '.Xauthority');
  if (!existsSync(key)) return {};
  const copy = join(runtime, 'vmkit-xauthority');
  copyFileSync(key, copy);
  chmodSync(copy, 0o600);
  chownSync(copy, user.uid, user.gid);
  return { XAUTHORITY: copy };
}
