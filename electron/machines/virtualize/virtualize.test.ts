import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaptureHost } from '../../../shared/model/capture.ts';
import { virtualizeRequest, type MachinePlan } from '../../../shared/model/machine.ts';
import type { Network } from '../../../shared/model/network.ts';
import { run } from '../../system/run.ts';
import { isXmlText, parseXml, text } from '../../xml/index.ts';
import { describeMachine } from '../describe-machine.ts';
import { letters } from './disk-devices.ts';
import { domainXml } from './domain-xml.ts';
import { placeNics } from './place-nics.ts';
import { planMachine, type MachinePlanInput } from './plan-machine.ts';
import { growthOf, sizeMachine } from './size-machine.ts';
import { virtualizeCommands } from './virtualize-commands.ts';

const GIB = 1024 ** 3;
const MAC = '52:54:00:12:34:56';
const host: CaptureHost = {
  hostname: 'web1',
  os: 'Debian GNU/Linux 12',
  architecture: 'x86_64',
  firmware: 'bios',
  secureBoot: null,
  threads: 8,
  memoryBytes: 16 * GIB,
  nics: [{ name: 'eno1', mac: MAC.toUpperCase() }],
};
const bootability = {
  diskBus: 'virtio',
  reason: 'virtio_blk is in the initramfs',
  firmware: 'bios',
  bootLoader: 'grub-pc',
} as const;
const lan: Network = {
  uuid: '11111111-2222-3333-4444-555555555555',
  name: 'lan',
  active: true,
  persistent: true,
  autostart: true,
  mode: 'nat',
  bridge: 'virbr0',
  addresses: ['192.168.122.1/24'],
  dhcp: true,
};

function plan(
  request: Record<string, unknown> = {},
  changes: Partial<MachinePlanInput> = {},
): ReturnType<typeof planMachine> {
  const source = { kind: 'existing', repository: 'r', capture: 'c' };
  return planMachine({
    request: virtualizeRequest.parse({ name: 'twin', source, ...request }),
    host,
    bootability,
    acceleration: 'kvm',
    networks: [lan],
    taken: false,
    ...changes,
  });
}

const codes = ({ refusals }: ReturnType<typeof planMachine>): readonly string[] =>
  refusals.map(({ code }) => code);

describe('the size of a machine', () => {
  it('is three quarters of the host, at least one CPU, in whole MiB', () => {
    expect(sizeMachine({ threads: 8, memoryBytes: 16 * GIB })).toEqual({ cpus: 6, memoryBytes: 12 * GIB });
    expect(sizeMachine({ threads: 1, memoryBytes: GIB + 12345 }).cpus).toBe(1);
    expect(sizeMachine({ threads: 2, memoryBytes: 1000 }).memoryBytes).toBe(64 * 1024 ** 2);
  });

  it('is always something that QEMU can start with, with room to grow', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4096 }),
        fc.integer({ min: 1, max: 2 ** 45 }),
        (threads, memoryBytes) => {
          const size = sizeMachine({ threads, memoryBytes });
          const growth = growthOf(size, { threads, memoryBytes });
          expect(size.cpus).toBeGreaterThanOrEqual(1);
          expect(size.memoryBytes % 1024 ** 2).toBe(0);
          expect(growth.maxCpus).toBeGreaterThanOrEqual(size.cpus);
          expect(growth.maxCpus).toBeLessThanOrEqual(255);
          expect(growth.maxMemoryBytes).toBeGreaterThan(size.memoryBytes);
        },
      ),
    );
  });
});

describe('the plan of a machine', () => {
  it('takes the host’s NICs, unplugged, and its firmware', () => {
    const { machine, refusals } = plan();
    expect(refusals).toEqual([]);
    expect(machine).toMatchObject({ cpus: 6, memoryBytes: 12 * GIB, firmware: 'bios', diskBus: 'virtio' });
    expect(machine.nics).toEqual([{ mac: MAC, network: null, hostName: 'eno1' }]);
  });

  it('takes the firmware that the captured boot loader is made for, before the host’s', () => {
    const disk = { ...bootability, firmware: 'uefi', bootLoader: 'grub-efi' } as const;
    expect(plan({}, { bootability: disk }).machine.firmware).toBe('uefi');
    expect(plan({ firmware: 'bios' }, { bootability: disk }).warnings.join()).toMatch(
      /made for UEFI, not BIOS/,
    );
    const secure = { ...host, firmware: 'uefi', secureBoot: true } as const;
    expect(plan({}, { bootability: disk, host: secure }).machine.secureBoot).toBe(true);
  });

  it('refuses a taken name, unknown and stopped networks, doubled and group addresses, foreign processors', () => {
    expect(codes(plan({}, { taken: true }))).toEqual(['machine.exists']);
    expect(codes(plan({ nics: [{ mac: MAC, network: 'nowhere' }] }))).toEqual(['network.not-found']);
    const stopped = { networks: [{ ...lan, active: false }] };
    const plugged = [{ mac: MAC, network: 'lan' }];
    expect(codes(plan({ nics: plugged, start: true }, stopped))).toEqual(['network.inactive']);
    expect(codes(plan({ nics: plugged }, stopped))).toEqual([]);
    expect(codes(plan({ nics: [...plugged, { mac: MAC.toUpperCase(), network: null }] }))).toEqual([
      'input.invalid',
    ]);
    expect(codes(plan({ nics: [{ mac: '53:54:00:12:34:56', network: null }] }))).toEqual(['input.invalid']);
    expect(codes(plan({ cpus: 300 }))).toEqual(['input.invalid']);
    expect(codes(plan({}, { host: { ...host, architecture: 'aarch64' } }))).toEqual(['not-supported']);
  });

  it('warns of emulation, of too large a size, of a bridge to the host’s own network, of lost names', () => {
    const nics = [{ mac: MAC, network: 'br' }];
    const networks = [{ ...lan, name: 'br', mode: 'bridge' }];
    const changes: Partial<MachinePlanInput> = {
      acceleration: 'tcg',
      networks,
      host: { ...host, nics: [{ name: 'wlan0', mac: MAC }] },
    };
    const { warnings } = plan({ cpus: 9, memoryBytes: 17 * GIB, nics }, changes);
    for (const word of [/emulated/, /9 CPUs/, /17.0 GiB/, /same MAC/, /wlan0/])
      expect(warnings.join()).toMatch(word);
  });

  it('shows commands that a shell takes apart as they were meant', () => {
    const request = virtualizeRequest.parse({
      name: 'twin',
      source: { kind: 'capture', capture: { name: 'twin', disks: ['/dev/a b'], repository: "it's $(id)" } },
    });
    const { vmkit } = virtualizeCommands(request, plan().machine);
    expect(vmkit).toBe(
      `vmkit host virtualize twin --disk '/dev/a b' --repo 'it'\\''s $(id)' --cpus 6 --memory 12288M --network none`,
    );
  });
});

describe('places of NICs', () => {
  it('keep onboard and slot names, each once, and say which they cannot keep', () => {
    const names = ['eno1', 'enp3s0', 'enp3s0', 'wlp2s0', 'eth0', 'enp200s0', 'enp3s0f1', null];
    const [onboard, slot, ...others] = placeNics(names);
    expect(onboard).toEqual({ acpiIndex: 1, kept: true });
    expect(slot).toEqual({ bus: 3, kept: true });
    expect(others.every(({ kept }) => !kept)).toBe(true);
  });
});

it('disks are lettered as the kernel does', () => {
  expect([0, 25, 26, 27, 51, 52, 701, 702].map(letters)).toEqual([
    'a',
    'z',
    'aa',
    'ab',
    'az',
    'ba',
    'zz',
    'aaa',
  ]);
});

describe('the definition of a machine', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vmkit-domain-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function validate(xml: string): Promise<void> {
    const file = join(folder, 'domain.xml');
    await writeFile(file, xml);
    await run(['virt-xml-validate', file, 'domain']);
  }

  const mac = fc.integer({ min: 0, max: 0xffffff }).map(
    (n) =>
      `52:54:00:${n
        .toString(16)
        .padStart(6, '0')
        .replace(/(..)(..)(..)/, '$1:$2:$3')}`,
  );
  const nic = fc.record({
    mac,
    network: fc.option(fc.constantFrom('default', 'it\'s <a> "net" & $(id)')),
    hostName: fc.option(fc.constantFrom('eno1', 'enp3s0', 'enp1s0', 'enp24s0', 'eth0')),
  });
  const anyPlan: fc.Arbitrary<MachinePlan> = fc.record({
    name: fc.constantFrom('twin', 'a.b_c+d-1', 'x'.repeat(64)),
    cpus: fc.integer({ min: 1, max: 255 }),
    memoryBytes: fc.integer({ min: 64, max: 65536 }).map((mib) => mib * 1024 ** 2),
    firmware: fc.constantFrom('bios', 'uefi'),
    secureBoot: fc.boolean(),
    diskBus: fc.constantFrom('virtio', 'sata'),
    diskBusReason: fc.constant(''),
    acceleration: fc.constantFrom('kvm', 'tcg'),
    nics: fc.uniqueArray(nic, { maxLength: 4, selector: (one) => one.mac }),
    maxCpus: fc.constant(255),
    maxMemoryBytes: fc.constantFrom(64 * 1024 ** 2, 128 * GIB),
    description: fc.string({ unit: 'binary', maxLength: 40 }).filter(isXmlText),
  });

  it('is valid by libvirt’s schema, whatever the plan', async () => {
    const path = fc.string({ minLength: 1, maxLength: 20 }).map((name) => `/srv/${name}`);
    const disk = fc.record({ path, format: fc.constant('qcow2'), serial: fc.option(fc.string()) });
    await fc.assert(
      fc.asyncProperty(anyPlan, fc.array(disk, { minLength: 1, maxLength: 6 }), async (machine, disks) => {
        const xml = domainXml({ plan: machine, disks, captureId: 'c', serialLog: '/var/log/x.log' });
        await validate(xml);
        const detail = describeMachine(xml);
        expect(text(parseXml(xml).root, 'name')).toBe(machine.name);
        expect(detail.firmware).toBe(machine.firmware);
        expect(detail.disks.map(({ source }) => source)).toEqual(disks.map((one) => one.path));
        expect(detail.nics.map(({ source }) => source)).toEqual(machine.nics.map(({ network }) => network));
      }),
      { numRuns: 40 },
    );
  });

  it('refuses more SATA disks than there are ports', () => {
    const disks = Array.from({ length: 7 }, (_, n) => ({ path: `/d${n}`, format: 'qcow2', serial: null }));
    const machine = { ...plan().machine, diskBus: 'sata' } as const;
    expect(() => domainXml({ plan: machine, disks, captureId: null, serialLog: null })).toThrow(/6 of them/);
  });
});
