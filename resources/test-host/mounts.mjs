import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { installHelper } from '../setup/helper.mjs';
import { ROOT } from '../setup/paths.mjs';
import { must } from '../setup/steps.mjs';

/** Where the private host shows the checkout to ordinary users. */
export const CHECKOUT = '/run/vmkit-src';

const LAYERS = '/run/layers';

/** Gives the private host its own /run, /etc, libvirt folders, helper and polkit rules; the real ones stay untouched. */
export function prepareMounts() {
  // The network of /sys is that of the namespace which mounted it.
  must(['mount', '-t', 'sysfs', 'sysfs', '/sys']);
  tmpfs('/run', '0755');
  for (const folder of ['/run/lock', '/run/dbus', '/run/user', '/run/home', '/run/log', LAYERS, CHECKOUT])
    mkdirSync(folder, { recursive: true });
  chmodSync('/run/lock', 0o1777);
  showCheckout();
  for (const path of ['/etc', '/usr/libexec', '/usr/share/polkit-1']) overlay(path, path);
  libvirtFolders();
  x11Sockets();
  writeEtc();
  if (existsSync(join(ROOT, 'out/main/helper.js'))) installHelper();
}

function tmpfs(path, mode) {
  must(['mount', '-t', 'tmpfs', '-o', `mode=${mode}`, 'tmpfs', path]);
}

function overlay(from, path) {
  const layer = join(LAYERS, path.replaceAll('/', '_'));
  for (const part of ['upper', 'work']) mkdirSync(join(layer, part), { recursive: true, mode: 0o755 });
  must([
    'mount',
    '-t',
    'overlay',
    '-o',
    `lowerdir=${from},upperdir=${layer}/upper,workdir=${layer}/work`,
    'overlay',
    path,
  ]);
}

// The checkout, or the folder it lies in, may be closed to others: an overlay has permissions of its own. Results are
// written to the real folder.
function showCheckout() {
  overlay(ROOT, CHECKOUT);
  chmodSync(CHECKOUT, 0o755);
  for (const name of ['test-results', 'screenshots']) {
    const results = join(ROOT, name);
    if (!existsSync(results)) continue;
    mkdirSync(join(CHECKOUT, name), { recursive: true });
    must(['mount', '--bind', results, join(CHECKOUT, name)]);
  }
}

// As Debian's package makes them, empty.
function libvirtFolders() {
  for (const path of ['/var/lib/libvirt', '/var/log/libvirt', '/var/cache/libvirt']) {
    mkdirSync(path, { recursive: true });
    tmpfs(path, '0755');
  }
  for (const name of ['boot', 'images']) {
    mkdirSync(join('/var/lib/libvirt', name));
    chmodSync(join('/var/lib/libvirt', name), 0o711);
  }
  mkdirSync('/var/log/libvirt/qemu');
  mkdirSync('/var/lib/libvirt/qemu', { mode: 0o750 });
  must(['chown', 'libvirt-qemu:libvirt-qemu', '/var/lib/libvirt/qemu']);
}

function x11Sockets() {
  mkdirSync('/tmp/.X11-unix', { recursive: true });
  tmpfs('/tmp/.X11-unix', '1777');
}

function writeEtc() {
  writeFileSync('/etc/hosts', '127.0.0.1 localhost vmkit-test-host\n::1 localhost\n');
  if (!existsSync('/etc/machine-id')) must(['dbus-uuidgen', '--ensure=/etc/machine-id']);
  // Neither AppArmor nor systemd's control groups are there to confine QEMU in a private host.
  appendFileSync(
    '/etc/libvirt/qemu.conf',
    '\nsecurity_driver = "none"\ncgroup_controllers = []\nnamespaces = []\n',
  );
  rmSync('/etc/libvirt/qemu/networks/autostart', { recursive: true, force: true });
  for (const name of readdirSync('/etc/libvirt/qemu'))
    if (name.endsWith('.xml')) rmSync(join('/etc/libvirt/qemu', name));
  rmSync('/etc/libvirt/storage', { recursive: true, force: true });
  writeFileSync('/etc/polkit-1/rules.d/40-vmkit-test.rules', RULE);
}

const RULE = `polkit.addRule(function (action, subject) {
  if (action.id == 'org.vmkit.helper' && subject.user == 'vmkit-test') return polkit.Result.YES;
});
`;
