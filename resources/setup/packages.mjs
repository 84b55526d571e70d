import { existsSync, statSync } from 'node:fs';
import { IS_ROOT } from './paths.mjs';
import { attempt, hashOf, hasProgram, note, readStamp, SetupError, step, writeStamp } from './steps.mjs';

/** `a|b`: the name of one package in different releases of Debian and Ubuntu. */
const VIRTUALIZATION = [
  'qemu-system-x86', 'qemu-utils', 'ovmf', 'libvirt-daemon-system', 'libvirt-clients', 'dnsmasq-base',
  'iproute2', 'nftables', 'iptables', 'polkitd|policykit-1', 'pkexec|policykit-1', 'dbus',
]; // prettier-ignore
const DISKS = [
  'partclone', 'fdisk', 'parted', 'lvm2', 'btrfs-progs', 'xfsprogs', 'dosfstools', 'mtools', 'e2fsprogs', 'zstd',
  'cpio', 'xz-utils', 'lz4', 'kmod', 'util-linux', 'mount', 'procps', 'pciutils', 'usbutils',
]; // prettier-ignore
const WINDOW = [
  'libgtk-3-0|libgtk-3-0t64', 'libnss3', 'libasound2|libasound2t64', 'libgbm1',
  'libatk-bridge2.0-0|libatk-bridge2.0-0t64', 'libxss1', 'libxtst6', 'xauth', 'unzip',
]; // prettier-ignore
const TESTS = ['xvfb', 'debootstrap', 'libxml2-utils', 'jq'];

const WANTED = {
  start: [...VIRTUALIZATION, ...DISKS, ...WINDOW],
  test: [...VIRTUALIZATION, ...DISKS, ...WINDOW, ...TESTS],
  build: [],
};

/** Programs that stand for the packages where there is no dpkg. */
const PROGRAMS = [
  'qemu-system-x86_64',
  'qemu-img',
  'libvirtd',
  'partclone.extfs',
  'sfdisk',
  'zstd',
  'pkexec',
  'setpriv',
];

const DPKG_STATUS = '/var/lib/dpkg/status';

/**
 * Installs the Debian packages that are missing.
 * @throws SetupError with the one command that root has to run, where we are not root.
 */
export async function ensurePackages(purpose) {
  if (!existsSync(DPKG_STATUS) || !hasProgram('apt-get')) return checkPrograms(purpose);
  const wanted = WANTED[purpose];
  if (wanted.length === 0) return;
  const stamp = () => hashOf(wanted.join(' '), String(statSync(DPKG_STATUS).mtimeMs));
  if (readStamp(`packages-${purpose}`) === stamp()) return;
  const missing = missingOf(wanted);
  if (missing.length > 0 && !IS_ROOT) throw needsRoot(purpose, missing);
  if (missing.length > 0) await step(`Install ${missing.length} Debian packages`, () => install(missing));
  writeStamp(`packages-${purpose}`, stamp());
}

function needsRoot(purpose, missing) {
  const command = purpose === 'test' ? 'sudo npm run setup -- --for test' : 'sudo npm run setup';
  return new SetupError(
    `These Debian packages are missing: ${missing.map(firstName).join(' ')}\nInstall them with this command, then try again:\n\n  ${command}\n`,
  );
}

function checkPrograms(purpose) {
  if (purpose === 'build') return;
  const missing = PROGRAMS.filter((name) => !hasProgram(name));
  if (missing.length === 0) return;
  throw new SetupError(
    `This is not a Debian system, so set-up cannot install packages itself. Missing programs: ${missing.join(', ')}.\nInstall QEMU, libvirt, partclone and polkit with your distribution's package manager, then try again.`,
  );
}

function missingOf(wanted) {
  const { output } = attempt(
    ['dpkg-query', '-W', '-f', '${Package} ${db:Status-Status}\n', ...names(wanted)],
    { env: { LC_ALL: 'C' } },
  );
  const installed = new Set(
    output
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return wanted.filter((entry) => !entry.split('|').some((name) => installed.has(name)));
}

function names(wanted) {
  return [...new Set(wanted.flatMap((entry) => entry.split('|')))];
}

function firstName(entry) {
  return entry.split('|')[0];
}

function install(missing) {
  note(missing.map(firstName).join(' '));
  apt(['update']);
  const available = missing.map(pickAvailable);
  apt([
    'install',
    '-y',
    '--no-install-recommends',
    '-o',
    'Dpkg::Options::=--force-confold',
    ...new Set(available),
  ]);
  const still = missingOf(missing);
  if (still.length > 0) throw new SetupError(`apt-get did not install: ${still.join(' ')}`);
}

function pickAvailable(entry) {
  const options = entry.split('|');
  const known = (name) =>
    /Candidate: (?!\(none\))/.test(attempt(['apt-cache', 'policy', name], { env: { LC_ALL: 'C' } }).output);
  return options.length === 1 ? options[0] : (options.find(known) ?? options[0]);
}

// Another apt may hold the lock, and mirrors hiccup: wait for the one, try again after the other.
function apt(args) {
  const argv = ['apt-get', '-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3', ...args];
  const env = { DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_MODE: 'l', LC_ALL: 'C' };
  let result = { ok: false, output: '' };
  for (let tries = 0; tries < 3 && !result.ok; tries++) {
    if (tries > 0) attempt(['sleep', String(5 * tries)]);
    result = attempt(argv, { env });
  }
  if (result.ok) return;
  throw new SetupError(
    `${argv.join(' ')} failed:\n${result.output.trim().split('\n').slice(-15).join('\n')}`,
  );
}
