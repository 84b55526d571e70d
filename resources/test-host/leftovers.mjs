import { readdirSync, readFileSync } from 'node:fs';

/** Desktop services that D-Bus starts on demand; they end with the session. */
const SESSION_SERVICES = /dbus-daemon|at-spi|dconf-service|gvfs|xdg-desktop|<defunct>/;

/** What runs and is mounted in the private host, and the devices of its network. */
export function snapshot() {
  return { processes: processes(), mounts: mounts(), links: readdirSync('/sys/class/net') };
}

/** One line for each thing that is there now and was not before. */
export function leftovers(before, after) {
  const added = (kind) => after[kind].filter((entry) => !before[kind].includes(entry));
  return [
    ...newProcesses(before.processes, after.processes).map(({ pid, command }) => `process ${pid} ${command}`),
    ...added('mounts').map((entry) => `mount ${entry}`),
    ...added('links').map((entry) => `network device ${entry}`),
  ];
}

// By command: a daemon that a test has stopped and started again has another number.
function newProcesses(before, after) {
  const known = before.map(({ command }) => command);
  return after.filter(({ command }) => {
    const at = known.indexOf(command);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}

function processes() {
  const found = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const command = commandOf(pid);
    if (command && Number(pid) !== process.pid && !SESSION_SERVICES.test(command))
      found.push({ pid, command });
  }
  return found;
}

// A process may end while we look; a zombie and a kernel thread have no command line.
function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

function mounts() {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' ')[4]);
}
