import { expect, test } from 'vitest';
import type { HostSection } from '../../../shared/model/host.ts';
import { settings } from '../../../shared/model/settings.ts';
import { capturePlan, captureSummary, disk, job, machine, manifest, repository } from '../testing/samples.ts';
import { vmkit } from '../testing/vmkit.ts';
import type { Answers } from '../testing/recording-call.ts';
import type { DiskInfo } from '../../../shared/model/host.ts';

function host(disks: DiskInfo[], names: readonly string[] = ['captures']): Answers {
  const section: HostSection = { name: 'disks', takenAt: '', tookMs: 1, ok: true, value: disks };
  return {
    'host.section': () => section,
    'settings.get': () => settings.parse({}),
    'storage.list': () => names.map((name) => repository(name)),
    'capture.plan': () => capturePlan(),
    'capture.start': () => job({ state: 'done' }),
    'capture.show': () => manifest(),
  };
}
const inUse = [{ path: '/dev/sda1', how: 'mounted at', where: '/' }];

test('the only disk at rest and the only repository are taken by default', async () => {
  const answers = host([disk('/dev/sda', { inUse }), disk('/dev/sdb')]);
  const { code, out, calls } = await vmkit(['host', 'capture', 'web'], { answers });
  expect(code).toBe(0);
  expect(out).toContain('Captured web into captures');
  expect(calls.find((one) => one.name === 'capture.start')?.input).toEqual({
    name: 'web',
    disks: ['/dev/sdb'],
    exclude: [],
    repository: 'captures',
    consistency: 'auto',
    freezeBudgetMs: 1000,
    compression: 'zstd',
    resume: false,
    verify: true,
  });
});

test('with several disks at rest it asks for --disk and lists them all with their state', async () => {
  const answers = host([disk('/dev/sda', { inUse }), disk('/dev/sdb'), disk('/dev/sdc')]);
  const { code, err } = await vmkit(['host', 'capture', 'web'], { answers });
  expect(code).toBe(2);
  expect(err).toContain('/dev/sda (20.0 GiB, Test disk, in use: /dev/sda1 mounted at /)');
  expect(err).toContain('/dev/sdc (20.0 GiB, Test disk, at rest)');
});

test('with several repositories it asks for --repo and names them', async () => {
  const { code, err } = await vmkit(['host', 'capture', 'web'], {
    answers: host([disk('/dev/sdb')], ['a', 'b']),
  });
  expect(code).toBe(2);
  expect(err).toContain('a, b');
});

test('every option of the capture reaches the request', async () => {
  const words =
    '--disk /dev/sdb --disk /dev/sdc --exclude /dev/sdb3 --repo r --consistency offline --compression zlib';
  const argv = ['host', 'capture', 'web', ...words.split(' '), '--resume', '--no-verify'];
  const { calls } = await vmkit(argv, { answers: host([]) });
  expect(calls[0]?.input).toEqual({
    name: 'web',
    disks: ['/dev/sdb', '/dev/sdc'],
    exclude: ['/dev/sdb3'],
    repository: 'r',
    consistency: 'offline',
    freezeBudgetMs: 1000,
    compression: 'zlib',
    resume: true,
    verify: false,
  });
});

test('--dry-run prints the plan with its commands and starts nothing', async () => {
  const argv = ['host', 'capture', 'web', '--disk', '/dev/sdb', '--repo', 'captures', '--dry-run'];
  const { code, out, calls } = await vmkit(argv, { answers: host([]) });
  expect(code).toBe(0);
  expect(calls.map((one) => one.name)).toEqual(['capture.plan']);
  expect(out).toContain('Copy disk 1, 4.0 GiB  (undo: removing the folder)');
  expect(out).toContain('password hashes');
  expect(out).toContain('vmkit host capture web --disk /dev/sdb --repo captures');
});

test('a plan that is refused prints the reason, ends with 1, and starts nothing', async () => {
  const refusals = [
    { code: 'disk.in-use', message: '/dev/sda1 is mounted at /.', hint: 'Unmount it.' } as const,
  ];
  const answers = { ...host([]), 'capture.plan': () => capturePlan({ refusals }) };
  const argv = ['host', 'capture', 'web', '--disk', '/dev/sda', '--repo', 'captures'];
  const { code, err, calls } = await vmkit(argv, { answers });
  expect(code).toBe(1);
  expect(err).toContain('/dev/sda1 is mounted at /.');
  expect(calls.map((one) => one.name)).toEqual(['capture.plan']);
});

test('virtualize takes CPUs, memory, networks and firmware to the request', async () => {
  const answers: Answers = {
    'capture.list': () => [captureSummary()],
    'capture.show': () => manifest(),
    'virtualize.plan': () => ({
      request: {
        name: 'web',
        source: { kind: 'existing', repository: 'captures', capture: 'web' },
        firmware: 'bios',
        start: true,
      },
      capture: null,
      machine: {
        name: 'web',
        cpus: 2,
        memoryBytes: 1,
        firmware: 'bios',
        diskBus: 'virtio',
        diskBusReason: '',
        acceleration: 'tcg',
        nics: [],
      },
      steps: [],
      refusals: [],
      warnings: [],
      commands: { vmkit: '', virsh: [] },
    }),
    'virtualize.start': () => job({ state: 'done' }),
    'machines.show': () => machine({ state: 'running' }),
  };
  const words = 'host virtualize web --from-capture web --cpus 2 --memory 4G --firmware bios --start';
  const networks = ['--network', 'default', '--network', 'eno2=none'];
  const { code, out, calls } = await vmkit([...words.split(' '), ...networks], { answers });
  expect(code).toBe(0);
  expect(out).toContain('Next: vmkit machine console web');
  expect(calls.find((one) => one.name === 'virtualize.start')?.input).toEqual({
    name: 'web',
    source: { kind: 'existing', repository: 'captures', capture: 'web' },
    cpus: 2,
    memoryBytes: 4 * 1024 ** 3,
    firmware: 'bios',
    start: true,
    nics: [
      { mac: '52:54:00:00:00:01', network: 'default' },
      { mac: '52:54:00:00:00:02', network: null },
    ],
  });
});
