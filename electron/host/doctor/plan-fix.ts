import { userInfo } from 'node:os';
import { isSystemdRunning } from '../services.ts';
import { CHECK_IDS, type CheckId } from './check.ts';
import { packageManager, type PackageManager } from './distribution.ts';
import { PACKAGES } from './packages-for.ts';
import { findProgram, isThere } from '../programs.ts';

export interface FixPlan {
  readonly id: CheckId;
  readonly title: string;
  /** What it amounts to in a terminal. */
  readonly command: string;
  /** Programs to run as root, in this order. */
  readonly steps: readonly (readonly [string, ...string[]])[];
}

/** Who asked: pkexec(1) tells, else it is the user of this process. */
export interface FixOptions {
  readonly user?: string | undefined;
  readonly manager?: PackageManager | null;
}

/**
 * The repair of a check, or null where there is none. The list is closed: nothing of a caller's text but the check's
 * name gets into a command.
 */
export async function planFix(id: string, options: FixOptions = {}): Promise<FixPlan | null> {
  const known = CHECK_IDS.find((check) => check === id);
  if (known === undefined) return null;
  const user = options.user ?? userInfo().username;
  switch (known) {
    case 'libvirt-access':
      return plan(known, 'Join the group libvirt', [['usermod', '-aG', 'libvirt', user]]);
    case 'acceleration':
      return plan(known, 'Join the group kvm', [['usermod', '-aG', 'kvm', user]]);
    case 'default-network':
      return plan(known, 'Start the default network', [
        ['virsh', '-c', 'qemu:///system', 'net-start', 'default'],
        ['virsh', '-c', 'qemu:///system', 'net-autostart', 'default'],
      ]);
    case 'libvirt':
      return planLibvirt(options);
    default:
      return planPackages(known, options);
  }
}

async function planLibvirt(options: FixOptions): Promise<FixPlan | null> {
  const install = (await findProgram('libvirtd')) === null ? await planPackages('libvirt', options) : null;
  const start = await startLibvirt();
  if (install === null && (await findProgram('libvirtd')) === null) return null;
  const title = install === null ? 'Start libvirt' : 'Install and start libvirt';
  return plan('libvirt', title, [...(install?.steps ?? []), start]);
}

async function startLibvirt(): Promise<readonly [string, ...string[]]> {
  if (await isSystemdRunning()) return ['systemctl', 'enable', '--now', 'libvirtd.socket'];
  if (await isThere('/etc/init.d/libvirtd')) return ['service', 'libvirtd', 'start'];
  return ['libvirtd', '--daemon'];
}

async function planPackages(id: CheckId, options: FixOptions): Promise<FixPlan | null> {
  const manager = options.manager === undefined ? await packageManager() : options.manager;
  const packages = manager === null ? undefined : PACKAGES[id]?.[manager];
  if (manager === null || packages === undefined) return null;
  const title = `Install ${packages.join(', ')}`;
  if (manager === 'dnf') return plan(id, title, [['dnf', 'install', '-y', ...packages]]);
  return plan(id, title, [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', ...packages],
  ]);
}

function plan(id: CheckId, title: string, steps: FixPlan['steps']): FixPlan {
  return { id, title, steps, command: steps.map((step) => step.join(' ')).join(' && ') };
}
