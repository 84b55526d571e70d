import type { HostSectionName, HostSectionValue } from '../../shared/model/host.ts';
import { readAcceleration } from './acceleration/read-acceleration.ts';
import { readBoot } from './boot.ts';
import { readCpu } from './cpu.ts';
import { readDisks } from './disks/read-disks.ts';
import { readDns } from './dns.ts';
import { readFirmware } from './firmware.ts';
import { readGpus } from './gpus.ts';
import { readMemory } from './memory.ts';
import { readModules } from './modules.ts';
import { readNetworkFiles } from './network-files/read-network-files.ts';
import { readNics } from './nics/read-nics.ts';
import { readOs } from './os.ts';
import { readPackages } from './packages.ts';
import { readRoutes } from './routes.ts';
import type { SectionOptions } from './section-options.ts';
import { readServices } from './services.ts';
import { readUsb } from './usb.ts';
import { readUsers } from './users.ts';

export type SectionReaders = {
  readonly [N in HostSectionName]: (options: SectionOptions) => Promise<HostSectionValue<N>>;
};

/** How each section of this host is read. */
export const sectionReaders: SectionReaders = {
  cpu: readCpu,
  acceleration: readAcceleration,
  memory: () => readMemory(),
  firmware: () => readFirmware(),
  disks: readDisks,
  nics: readNics,
  gpus: () => readGpus(),
  usb: () => readUsb(),
  os: () => readOs(),
  boot: () => readBoot(),
  packages: readPackages,
  services: readServices,
  modules: () => readModules(),
  users: () => readUsers(),
  routes: readRoutes,
  dns: () => readDns(),
  networkFiles: () => readNetworkFiles(),
};
