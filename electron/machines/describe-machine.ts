import type { Element } from '@xmldom/xmldom';
import type { MachineDetail, MachineSummary } from '../../shared/model/machine.ts';
import { all, attribute, parseXml, text } from '../xml/index.ts';

/** What a machine's XML says beyond its summary; source: formatdomain.html. */
export function describeMachine(xml: string): Omit<MachineDetail, keyof MachineSummary> {
  const { root } = parseXml(xml, 'domain');
  return {
    title: text(root, 'title'),
    firmware: usesUefi(root) ? 'uefi' : 'bios',
    machineType: attribute(root, 'os/type', 'machine') ?? 'unknown',
    domainType: attribute(root, '', 'type') ?? 'unknown',
    disks: all(root, 'devices/disk').map(describeDisk),
    nics: all(root, 'devices/interface').map(describeNic),
    vnc: vncTarget(root),
    serial: all(root, 'devices/serial').length > 0,
    xml,
  };
}

function usesUefi(root: Element): boolean {
  return attribute(root, 'os', 'firmware') === 'efi' || attribute(root, 'os/loader', 'type') === 'pflash';
}

function describeDisk(disk: Element): MachineDetail['disks'][number] {
  return {
    target: attribute(disk, 'target', 'dev') ?? '',
    bus: attribute(disk, 'target', 'bus') ?? 'unknown',
    device: attribute(disk, '', 'device') ?? 'disk',
    source: sourceOf(disk, ['file', 'dev', 'dir', 'name', 'volume']),
    format: attribute(disk, 'driver', 'type'),
  };
}

function describeNic(nic: Element): MachineDetail['nics'][number] {
  return {
    mac: attribute(nic, 'mac', 'address') ?? '',
    type: attribute(nic, '', 'type') ?? 'unknown',
    source: sourceOf(nic, ['network', 'bridge', 'dev']),
    model: attribute(nic, 'model', 'type'),
  };
}

// Which attribute names the source depends on the device's type; at most one of these is there.
function sourceOf(device: Element, names: readonly string[]): string | null {
  for (const name of names) {
    const value = attribute(device, 'source', name);
    if (value !== null) return value;
  }
  return null;
}

function vncTarget(root: Element): string | null {
  const vnc = all(root, 'devices/graphics').find((one) => attribute(one, '', 'type') === 'vnc');
  if (!vnc) return null;
  const socket = attribute(vnc, 'listen', 'socket') ?? attribute(vnc, '', 'socket');
  if (socket !== null) return socket;
  const port = Number(attribute(vnc, '', 'port') ?? -1);
  return port > 0 ? `${attribute(vnc, '', 'listen') ?? '127.0.0.1'}:${port}` : null;
}
