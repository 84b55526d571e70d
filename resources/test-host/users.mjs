import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { must, SetupError } from '../setup/steps.mjs';

/** Ordinary users of the private host, both in the groups libvirt and kvm. Only the first may use the root helper. */
const USERS = [
  { name: 'vmkit-test', id: 64990 },
  { name: 'vmkit-guest', id: 64991 },
];

/** Adds the users to the private /etc; with a home folder and a XDG_RUNTIME_DIR each. */
export function addUsers() {
  for (const { name, id } of USERS) {
    appendFileSync('/etc/passwd', `${name}:x:${id}:${id}::${home(name)}:/bin/bash\n`);
    appendFileSync('/etc/shadow', `${name}:*:19000:0:99999:7:::\n`);
    appendFileSync('/etc/group', `${name}:x:${id}:\n`);
    for (const group of ['libvirt', 'kvm']) must(['usermod', '-a', '-G', group, name]);
    for (const folder of [home(name), runtimeFolder(id)]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      must(['chown', `${id}:${id}`, folder]);
    }
  }
}

/** The command, to be started by root, that runs `argv` as the user with the user's groups. */
export function asUser(name, argv) {
  const { id } = known(name);
  return ['setpriv', `--reuid=${id}`, `--regid=${id}`, '--init-groups', '--', ...argv];
}

/** The environment of a fresh login, plus what the tests pass on. */
export function userEnvironment(name, env) {
  const { id } = known(name);
  const passedOn = Object.entries(env).filter(([key]) =>
    /^(VMKIT_|DISPLAY$|CI$|TERM$|LANG$|FORCE_COLOR$|NO_COLOR$|DEBUG$)/.test(key),
  );
  return {
    ...Object.fromEntries(passedOn),
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    HOME: home(name),
    USER: name,
    LOGNAME: name,
    SHELL: '/bin/bash',
    XDG_RUNTIME_DIR: runtimeFolder(id),
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${runtimeFolder(id)}/bus`,
  };
}

function known(name) {
  const user = USERS.find((one) => one.name === name);
  if (!user)
    throw new SetupError(
      `The private host has no user ${name}; there are ${USERS.map((one) => one.name).join(' and ')}.`,
    );
  return user;
}

function home(name) {
  return `/run/home/${name}`;
}

function runtimeFolder(id) {
  return `/run/user/${id}`;
}
