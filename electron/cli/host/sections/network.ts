import type { DnsInfo, NetworkFile, NicInfo, RouteInfo } from '../../../../shared/model/host.ts';
import { facts } from '../../output/facts.ts';
import { neutralise } from '../../output/neutralise.ts';
import { rows, type View } from './view.ts';

export function nicLines(nics: readonly NicInfo[], view: View): string[] {
  return rows(
    nics,
    [
      { title: 'NAME', value: (one) => one.name },
      { title: 'KIND', value: (one) => one.kind },
      { title: 'LINK', value: (one) => (one.linkUp ? 'up' : 'down') },
      {
        title: 'SPEED',
        value: (one) => (one.speedMbit === null ? '' : `${one.speedMbit} Mbit/s`),
        align: 'right',
      },
      { title: 'MAC', value: (one) => one.mac ?? '' },
      { title: 'ADDRESSES', value: (one) => one.addresses.join(', ') },
      { title: 'DRIVER', value: (one) => one.driver ?? '' },
      { title: 'PCI', value: (one) => one.pciAddress ?? '' },
    ],
    view,
  );
}

export function routeLines(routes: readonly RouteInfo[], view: View): string[] {
  return rows(
    routes,
    [
      { title: 'TO', value: (one) => one.destination },
      { title: 'BY', value: (one) => one.gateway ?? 'directly' },
      { title: 'INTERFACE', value: (one) => one.interface },
      { title: 'METRIC', value: (one) => (one.metric === null ? '' : String(one.metric)), align: 'right' },
    ],
    view,
  );
}

export function dnsLines(dns: DnsInfo): string[] {
  return facts([
    ['Servers', dns.servers.join(', ') || 'none'],
    ['Search', dns.search.join(', ')],
  ]);
}

/** Paths; with the files' content where all was asked for. Secrets were taken out where the files were read. */
export function networkFileLines(files: readonly NetworkFile[], view: View): string[] {
  if (files.length === 0) return ['  none'];
  return files.flatMap((file) => {
    const head = `  ${neutralise(file.path)}  (${file.system})${file.needsRoot ? '  needs root to read' : ''}`;
    if (!view.full || file.content === null) return [head];
    return [head, ...file.content.split('\n').map((line) => `    ${neutralise(line)}`)];
  });
}
