import type {
  BootInfo,
  ModuleInfo,
  OsInfo,
  PackageInfo,
  ServiceInfo,
  UsersInfo,
} from '../../../../shared/model/host.ts';
import { formatBytes } from '../../../../shared/units.ts';
import { facts } from '../../output/facts.ts';
import { count, localTime } from '../../output/words.ts';
import { longList, rows, type View } from './view.ts';

export function osLines(os: OsInfo): string[] {
  return facts([
    ['Name', os.version && !os.name.includes(os.version) ? `${os.name} ${os.version}` : os.name],
    ['Host name', os.hostname],
    ['Kernel', os.kernel],
    ['Command line', os.kernelCommandLine],
    ['Running since', localTime(os.bootTime)],
  ]);
}

export function bootLines(boot: BootInfo): string[] {
  const kernels = boot.kernels.map((one) => `${one.version}${one.initramfs ? '' : ', without initramfs'}`);
  return facts([
    ['Boot loader', boot.bootLoader ?? 'none found'],
    ['Initramfs by', boot.initramfsTool ?? 'none found'],
    ['Kernels', kernels.join('; ') || 'none found'],
  ]);
}

export function packageLines(packages: readonly PackageInfo[], view: View): string[] {
  const managers = [...new Set(packages.map((one) => one.manager))].join(', ');
  const list = (): string[] =>
    rows(
      packages,
      [
        { title: 'NAME', value: (one) => one.name },
        { title: 'VERSION', value: (one) => one.version },
        { title: 'ARCHITECTURE', value: (one) => one.architecture },
      ],
      view,
    );
  return longList(
    `${count(packages.length, 'package')} ${managers && `(${managers})`}`.trim(),
    'packages',
    list,
    view,
  );
}

export function serviceLines(services: readonly ServiceInfo[], view: View): string[] {
  const active = services.filter((one) => one.active === 'active').length;
  const failed = services.filter((one) => one.active === 'failed').map((one) => one.name);
  const trouble = failed.length === 0 ? '' : `, failed: ${failed.join(', ')}`;
  const list = (): string[] =>
    rows(
      services,
      [
        { title: 'NAME', value: (one) => one.name },
        { title: 'ACTIVE', value: (one) => one.active },
        { title: 'ENABLED', value: (one) => one.enabled ?? '' },
        { title: 'DESCRIPTION', value: (one) => one.description ?? '' },
      ],
      view,
    );
  return longList(`${count(services.length, 'service')}, ${active} active${trouble}`, 'services', list, view);
}

export function moduleLines(modules: readonly ModuleInfo[], view: View): string[] {
  const list = (): string[] =>
    rows(
      modules,
      [
        { title: 'NAME', value: (one) => one.name },
        { title: 'SIZE', value: (one) => formatBytes(one.sizeBytes), align: 'right' },
        { title: 'USED BY', value: (one) => one.usedBy.join(', ') },
      ],
      view,
    );
  return longList(`${count(modules.length, 'module')} loaded`, 'modules', list, view);
}

export function userLines({ users, groups }: UsersInfo, view: View): string[] {
  const list = (): string[] => [
    ...rows(
      users,
      [
        { title: 'USER', value: (one) => one.name },
        { title: 'UID', value: (one) => String(one.uid), align: 'right' },
        { title: 'HOME', value: (one) => one.home },
        { title: 'SHELL', value: (one) => one.shell },
      ],
      view,
    ),
    ...rows(
      groups,
      [
        { title: 'GROUP', value: (one) => one.name },
        { title: 'GID', value: (one) => String(one.gid), align: 'right' },
        { title: 'MEMBERS', value: (one) => one.members.join(', ') },
      ],
      view,
    ),
  ];
  return longList(`${count(users.length, 'user')}, ${count(groups.length, 'group')}`, 'users', list, view);
}
