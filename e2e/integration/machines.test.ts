import { randomUUID } from 'node:crypto';
import { writeFile, rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { toEnvelope } from '../../shared/errors.ts';
import type { Libvirt } from '../../electron/libvirt/index.ts';
import { defineMachine } from '../../electron/machines/define-machine.ts';
import { findMachine } from '../../electron/machines/find-machine.ts';
import { listMachines } from '../../electron/machines/list-machines.ts';
import { openSerialConsole } from '../../electron/machines/open-serial-console.ts';
import { showMachine } from '../../electron/machines/show-machine.ts';
import { shutdownMachine } from '../../electron/machines/shutdown-machine.ts';
import { startMachine } from '../../electron/machines/start-machine.ts';
import { stopMachine } from '../../electron/machines/stop-machine.ts';
import { watchLibvirt, type LibvirtChange } from '../../electron/machines/watch.ts';
import { parseXml, serializeXml } from '../../electron/xml/index.ts';
import { bootSector, connectSystem, ended, readUntil, virsh } from './libvirt-guest.ts';

const DISK = '/var/lib/libvirt/images/vmkit-sector.img';
const FILE = '/run/vmkit-machine.xml';
const OURS = /^vmkit-/;

function machineXml(name: string, extra = ''): string {
  return `<domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>${name}</name>${extra}
  <memory unit='MiB'>64</memory><vcpu>1</vcpu>
  <os><type arch='x86_64' machine='q35'>hvm</type></os>
  <devices>
    <disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='${DISK}'/><target dev='sda' bus='sata'/></disk>
    <serial type='pty'/><console type='pty'/>
    <graphics type='vnc'><listen type='socket'/></graphics>
  </devices>
  <qemu:commandline><qemu:env name='KEPT' value='a &lt; b'/></qemu:commandline>
</domain>`;
}

let libvirt: Libvirt;
beforeAll(async () => {
  libvirt = await connectSystem();
  await writeFile(DISK, bootSector('HELLO FROM THE GUEST'));
});
afterEach(async () => {
  for (const { name, state } of await listMachines(libvirt)) {
    if (!OURS.test(name)) continue;
    if (state !== 'off') await virsh('destroy', name);
    await virsh('undefine', name);
  }
});
afterAll(async () => {
  await Promise.all([DISK, FILE].map((file) => rm(file, { force: true })));
  await libvirt.close();
});

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => toEnvelope(error).code,
  );
}

describe('machines', () => {
  it('that we define are seen by virsh, and the other way round', async () => {
    const ours = await defineMachine(libvirt, machineXml('vmkit-ours'));
    expect(ours).toMatchObject({ state: 'off', cpus: 1, memoryBytes: 64 * 1024 ** 2, persistent: true });
    expect(await virsh('domuuid', 'vmkit-ours')).toBe(ours.uuid);
    await writeFile(FILE, machineXml('vmkit-theirs'));
    await virsh('define', FILE);
    await virsh('autostart', 'vmkit-theirs');
    const found = (await listMachines(libvirt)).filter(({ name }) => OURS.test(name));
    expect(found.map(({ name, autostart }) => [name, autostart])).toEqual([
      ['vmkit-ours', false],
      ['vmkit-theirs', true],
    ]);
    expect(await findMachine(libvirt, ours.uuid)).toEqual(ours);
    expect(await findMachine(libvirt, 'vmkit-nobody')).toBeUndefined();
  });

  it('keep what we do not know of them', async () => {
    await defineMachine(libvirt, machineXml('vmkit-ours'));
    expect(await virsh('dumpxml', 'vmkit-ours')).toMatch(/KEPT.*a &lt; b/);
  });

  it('keep the old one where the name or the UUID is taken', async () => {
    const uuid = randomUUID();
    await defineMachine(
      libvirt,
      machineXml('vmkit-one', `<uuid>${uuid}</uuid><description>old</description>`),
    );
    const again = [machineXml('vmkit-one'), machineXml('vmkit-two', `<uuid>${uuid}</uuid>`)];
    again.push(machineXml('vmkit-one', `<uuid>${uuid}</uuid>`));
    for (const xml of again) expect(await codeOf(defineMachine(libvirt, xml))).toBe('machine.exists');
    expect(await virsh('desc', 'vmkit-one')).toBe('old');
    expect(await findMachine(libvirt, 'vmkit-two')).toBeUndefined();
  });

  it('of two that are defined at once with one name, one stays', async () => {
    const codes = await Promise.all(
      [1, 2, 3].map(() => codeOf(defineMachine(libvirt, machineXml('vmkit-race')))),
    );
    expect(codes.sort()).toEqual(['done', 'machine.exists', 'machine.exists']);
  });

  it('are refused where their XML is no machine', async () => {
    for (const xml of [
      '<network/>',
      '<domain',
      machineXml('vmkit-x').replace('<vcpu>', '<cpuv>').replace('</vcpu>', '</cpuv>'),
    ]) {
      expect(await codeOf(defineMachine(libvirt, xml))).toBe('xml.invalid');
    }
    expect(await codeOf(defineMachine(libvirt, machineXml('')))).toBe('machine.name-invalid');
  });

  it('start, speak through their serial console, and stop', async () => {
    const { name } = await defineMachine(libvirt, machineXml('vmkit-guest'));
    expect(await codeOf(openSerialConsole(libvirt, name))).toBe('machine.state');
    expect(await startMachine(libvirt, name)).toMatchObject({ state: 'running' });
    expect(await codeOf(startMachine(libvirt, name))).toBe('machine.state');
    const console = await openSerialConsole(libvirt, name);
    expect(await readUntil(console, 'HELLO FROM THE GUEST')).toContain('HELLO FROM THE GUEST');
    const detail = await showMachine(libvirt, name);
    expect(detail).toMatchObject({ serial: true, firmware: 'bios', domainType: 'qemu' });
    expect(detail.vnc).toMatch(/^\/.*vnc\.sock$/);
    expect(detail.disks).toMatchObject([{ bus: 'sata', source: DISK, format: 'raw' }]);
    const other = await openSerialConsole(libvirt, name);
    expect(await stopMachine(libvirt, name)).toMatchObject({ state: 'off' });
    await ended(other);
    for (const change of [stopMachine, shutdownMachine])
      expect(await codeOf(change(libvirt, name))).toBe('machine.state');
    expect(await codeOf(startMachine(libvirt, 'vmkit-nobody'))).toBe('machine.not-found');
  });

  it('that virsh changes are announced', async () => {
    const changes: LibvirtChange[] = [];
    const stop = watchLibvirt(libvirt, (change) => void changes.push(change));
    await writeFile(FILE, machineXml('vmkit-theirs'));
    await virsh('define', FILE);
    const uuid = await virsh('domuuid', 'vmkit-theirs');
    await expect.poll(() => changes).toContainEqual({ kind: 'machines', uuid });
    changes.length = 0;
    await virsh('start', 'vmkit-theirs');
    await expect.poll(() => changes).toContainEqual({ kind: 'machines', uuid });
    stop();
  });
});

it('libvirt’s own output survives reading and writing, character by character where libvirt wrote it', async () => {
  const { name } = await defineMachine(libvirt, machineXml('vmkit-trip'));
  const { xml } = await showMachine(libvirt, name);
  expect(serializeXml(parseXml(xml))).toBe(xml.trimEnd());
});
