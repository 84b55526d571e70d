import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toEnvelope } from '../../shared/errors.ts';
import type { ProgressReport } from '../../shared/model/job.ts';
import type { MachinePlan } from '../../shared/model/machine.ts';
import type { Libvirt } from '../../electron/libvirt/index.ts';
import { findMachine } from '../../electron/machines/find-machine.ts';
import { openSerialConsole } from '../../electron/machines/open-serial-console.ts';
import { showMachine } from '../../electron/machines/show-machine.ts';
import { stopMachine } from '../../electron/machines/stop-machine.ts';
import {
  defineVirtualized,
  type VirtualizedInput,
} from '../../electron/machines/virtualize/define-virtualized.ts';
import { createRepository } from '../../electron/storage/create-repository.ts';
import { run } from '../../electron/system/run.ts';
import { bootSector, connectSystem, readUntil, virsh } from './libvirt-guest.ts';

const ROOT = '/var/lib/libvirt/vmkit-twins';
const NAME = 'vmkit-twin';
const MIB = 1024 ** 2;

const plan: MachinePlan = {
  name: NAME,
  cpus: 1,
  maxCpus: 2,
  memoryBytes: 128 * MIB,
  maxMemoryBytes: 2048 * MIB,
  firmware: 'bios',
  diskBus: 'virtio',
  diskBusReason: '',
  acceleration: 'tcg',
  nics: [
    { mac: '52:54:00:00:00:01', network: null, hostName: 'eno1' },
    { mac: '52:54:00:00:00:02', network: null, hostName: 'enp3s0' },
  ],
  description: 'Made by a test, from <nothing> & more.',
};

let libvirt: Libvirt;
beforeAll(async () => {
  libvirt = await connectSystem();
  await createRepository(libvirt, { name: 'vmkit-twins', path: ROOT });
  await mkdir(`${ROOT}/web`, { mode: 0o711 });
  await writeFile('/run/vmkit-sector.img', bootSector('THE TWIN IS ALIVE'));
  const image = `${ROOT}/web/disk0.qcow2`;
  await run(['qemu-img', 'convert', '-f', 'raw', '-O', 'qcow2', '-c', '/run/vmkit-sector.img', image]);
});
afterAll(async () => {
  await virsh('pool-destroy', 'vmkit-twins');
  await virsh('pool-undefine', 'vmkit-twins');
  await Promise.all(
    [ROOT, '/run/vmkit-sector.img'].map((path) => rm(path, { recursive: true, force: true })),
  );
  await libvirt.close();
});

function input(changes: Partial<VirtualizedInput> = {}): VirtualizedInput {
  const disk = {
    backingPath: `${ROOT}/web/disk0.qcow2`,
    virtualBytes: MIB,
    format: 'qcow2',
    serial: 'S3R1AL',
  };
  return {
    plan,
    repository: { name: 'vmkit-twins' },
    disks: [disk],
    captureId: 'c1',
    start: false,
    ...changes,
  };
}

async function remove(): Promise<void> {
  const machine = await findMachine(libvirt, NAME);
  if (!machine) return;
  if (machine.state === 'running') await stopMachine(libvirt, NAME);
  await virsh('undefine', '--nvram', NAME);
  await virsh('pool-refresh', 'vmkit-twins');
  await virsh('vol-delete', `${NAME}-disk0.qcow2`, 'vmkit-twins');
}

describe('a virtualized host', () => {
  it.each([
    ['virtio disks', plan],
    ['SATA disks', { ...plan, diskBus: 'sata' } as const],
  ])('with %s boots from its overlay and leaves the capture as it is', async (_what, machine) => {
    const image = `${ROOT}/web/disk0.qcow2`;
    const before = (await run(['sha256sum', image])).stdout;
    try {
      expect(await defineVirtualized(libvirt, input({ plan: machine, start: true }), {})).toMatchObject({
        name: NAME,
        state: 'running',
        cpus: 1,
        memoryBytes: 128 * MIB,
      });
      const console = await openSerialConsole(libvirt, NAME);
      await readUntil(console, 'THE TWIN IS ALIVE');
      console.destroy();
      const detail = await showMachine(libvirt, NAME);
      expect(detail.disks).toMatchObject([{ bus: machine.diskBus, source: `${ROOT}/${NAME}-disk0.qcow2` }]);
      expect(detail.vnc).toMatch(/\.sock$/);
      expect(detail.nics.map(({ mac }) => mac)).toEqual(plan.nics.map(({ mac }) => mac));
      expect((await run(['sha256sum', image])).stdout).toBe(before);
    } finally {
      await remove();
    }
  });

  it('takes more memory and CPUs while it runs', async () => {
    try {
      await defineVirtualized(libvirt, input({ start: true }), {});
      await writeFile(
        '/run/vmkit-dimm.xml',
        "<memory model='dimm'><target><size unit='MiB'>128</size><node>0</node></target></memory>",
      );
      await virsh('attach-device', NAME, '/run/vmkit-dimm.xml', '--live');
      await virsh('setvcpus', NAME, '2', '--live');
      expect(await findMachine(libvirt, NAME)).toMatchObject({ cpus: 2, memoryBytes: 256 * MIB });
    } finally {
      await rm('/run/vmkit-dimm.xml', { force: true });
      await remove();
    }
  });

  it('with UEFI starts, with Secure Boot and without', async () => {
    for (const secureBoot of [false, true]) {
      try {
        const machine = { ...plan, firmware: 'uefi', secureBoot } as const;
        await defineVirtualized(libvirt, input({ plan: machine, start: true }), {});
        expect(await showMachine(libvirt, NAME)).toMatchObject({ firmware: 'uefi', state: 'running' });
      } finally {
        await remove();
      }
    }
  });

  it('is taken back whole when it cannot start', async () => {
    const nics = [{ mac: '52:54:00:00:00:01', network: 'no-such-network' }];
    const undone: string[] = [];
    const report = (one: ProgressReport): void => void (one.kind === 'undone' && undone.push(one.text));
    await expect(
      defineVirtualized(libvirt, input({ plan: { ...plan, nics }, start: true }), { report }),
    ).rejects.toThrow();
    expect(undone).toEqual([
      `removed the definition of the machine ${NAME}`,
      `deleted the disk ${NAME}-disk0.qcow2`,
    ]);
    expect(await findMachine(libvirt, NAME)).toBeUndefined();
    expect((await readdir(ROOT)).sort()).toEqual(['web']);
  });

  it('is taken back when it is cancelled between two steps', async () => {
    const cancel = new AbortController();
    const report = (one: ProgressReport): void => {
      if (one.kind === 'log' && one.text.startsWith('Defined')) cancel.abort();
    };
    const work = defineVirtualized(libvirt, input({ start: true }), { signal: cancel.signal, report });
    expect(toEnvelope(await work.catch((error: unknown) => error)).code).toBe('cancelled');
    expect(await findMachine(libvirt, NAME)).toBeUndefined();
    expect((await readdir(ROOT)).sort()).toEqual(['web']);
  });

  it('refuses a taken name before it touches anything', async () => {
    try {
      await defineVirtualized(libvirt, input(), {});
      const again = await defineVirtualized(libvirt, input(), {}).catch((error: unknown) => error);
      expect(toEnvelope(again).code).toBe('machine.exists');
      expect((await readdir(ROOT)).sort()).toEqual([`${NAME}-disk0.qcow2`, 'web']);
    } finally {
      await remove();
    }
  });
});
