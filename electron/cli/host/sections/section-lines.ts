import type { HostSection, HostSectionName } from '../../../../shared/model/host.ts';
import { neutralise } from '../../output/neutralise.ts';
import { diskLines } from './disks.ts';
import { accelerationLines, cpuLines, firmwareLines, gpuLines, memoryLines, usbLines } from './hardware.ts';
import { dnsLines, networkFileLines, nicLines, routeLines } from './network.ts';
import { bootLines, moduleLines, osLines, packageLines, serviceLines, userLines } from './software.ts';
import type { View } from './view.ts';

const TITLES: Readonly<Record<HostSectionName, string>> = {
  cpu: 'Processor',
  acceleration: 'Running machines',
  memory: 'Memory',
  firmware: 'Firmware',
  disks: 'Disks',
  nics: 'Network interfaces',
  gpus: 'Graphics',
  usb: 'USB devices',
  os: 'Operating system',
  boot: 'Boot',
  packages: 'Packages',
  services: 'Services',
  modules: 'Kernel modules',
  users: 'Users and groups',
  routes: 'Routes',
  dns: 'DNS',
  networkFiles: 'Network configuration files',
};

/** A section for reading: its heading, then its facts or its error. */
export function sectionLines(section: HostSection, view: View): string[] {
  const { colour } = view.out;
  const heading = colour.bold(TITLES[section.name]);
  if (section.ok) return [heading, ...valueLines(section, view)];
  const { message, hint } = section.error;
  const lines = [heading, `  ${colour.red('Could not be read:')} ${neutralise(message)}`];
  return hint ? [...lines, `  Next: ${neutralise(hint)}`] : lines;
}

// A switch, since a table of functions by name loses which value belongs to which name.
function valueLines(section: Extract<HostSection, { ok: true }>, view: View): string[] {
  switch (section.name) {
    case 'cpu':
      return cpuLines(section.value, view);
    case 'acceleration':
      return accelerationLines(section.value);
    case 'memory':
      return memoryLines(section.value);
    case 'firmware':
      return firmwareLines(section.value);
    case 'disks':
      return diskLines(section.value, view);
    case 'nics':
      return nicLines(section.value, view);
    case 'gpus':
      return gpuLines(section.value, view);
    case 'usb':
      return usbLines(section.value, view);
    case 'os':
      return osLines(section.value);
    case 'boot':
      return bootLines(section.value);
    case 'packages':
      return packageLines(section.value, view);
    case 'services':
      return serviceLines(section.value, view);
    case 'modules':
      return moduleLines(section.value, view);
    case 'users':
      return userLines(section.value, view);
    case 'routes':
      return routeLines(section.value, view);
    case 'dns':
      return dnsLines(section.value);
    case 'networkFiles':
      return networkFileLines(section.value, view);
  }
}
