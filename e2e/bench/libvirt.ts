import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { connect, type Libvirt } from '../../electron/libvirt/index.ts';
import { run } from '../../electron/system/run.ts';

/**
 * Our libvirt client against virsh, in the same run, on the same daemon. Prints one JSON line a figure; exit code 1 if
 * a goal is missed. Run it inside the private test host: `node resources/test-host.mjs -- npx tsx e2e/bench/libvirt.ts`.
 */

const MACHINES = 1000;
const CALLS = 2000;
const VIRSH_RUNS = 15;
const ROUNDS = 7;

interface Figure {
  readonly bench: string;
  readonly ours: number;
  readonly rival: number;
  readonly unit: 'ms';
  /** How many times faster we are. */
  readonly ratio: number;
  readonly goal: string;
  readonly met: boolean;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vmkit-bench-'));
  try {
    const file = join(folder, 'host.xml');
    await writeFile(file, pretendHost(MACHINES));
    const figures = [await singleCall(), await thousandMachines(`test://${file}`), await openAndList()];
    for (const figure of figures) console.log(JSON.stringify(figure));
    if (figures.some((figure) => !figure.met)) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function singleCall(): Promise<Figure> {
  const client = await connect('test:///default');
  const ours: number[] = [];
  for (let index = 0; index < CALLS; index += 1) {
    ours.push(await time(() => client.call('domainLookupByName', { name: 'test' })));
  }
  await client.close();
  const rival = await virshTimes(['virsh', '-c', 'test:///default', 'domuuid', 'test']);
  return figure(
    'libvirt: one call, against one virsh process',
    median(ours),
    median(rival),
    'ratio >= 50',
    (r) => r >= 50,
  );
}

async function thousandMachines(uri: string): Promise<Figure> {
  const client = await connect(uri);
  const ours: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) ours.push(await time(() => listWithXml(client)));
  await client.close();
  // One virsh that does the same work: it reads the definition of every machine over one connection.
  const commands = `${Array.from({ length: MACHINES }, (_, index) => `dumpxml m${index}`).join('\n')}\n`;
  const rival: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    rival.push(
      await time(async () => {
        await run(['virsh', '-q', '-c', uri, 'list', '--all']);
        await run(['virsh', '-q', '-c', uri], { input: commands });
      }),
    );
  }
  return figure(
    `libvirt: list and XML of ${MACHINES} machines`,
    median(ours),
    median(rival),
    'ours < 300 ms',
    (_, ms) => ms < 300,
  );
}

async function openAndList(): Promise<Figure> {
  const ours: number[] = [];
  for (let round = 0; round < VIRSH_RUNS; round += 1) {
    ours.push(
      await time(async () => {
        const client = await connect('test:///default', { events: false });
        await client.call('connectListAllDomains', {});
        await client.close();
      }),
    );
  }
  const rival = await virshTimes(['virsh', '-c', 'test:///default', 'list', '--all']);
  return figure('libvirt: open, list, close', median(ours), median(rival), 'ratio >= 5', (r) => r >= 5);
}

async function listWithXml(client: Libvirt): Promise<void> {
  const { domains } = await client.call('connectListAllDomains', {});
  const replies = await Promise.all(domains.map((dom) => client.call('domainGetXmlDesc', { dom })));
  if (replies.length !== MACHINES || replies.some(({ xml }) => !xml.includes('</domain>'))) {
    throw new Error(`expected the XML of ${MACHINES} machines, got ${replies.length}`);
  }
}

async function virshTimes(argv: readonly [string, ...string[]]): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < VIRSH_RUNS; index += 1) {
    times.push(await time(() => run(argv, { dieWithParent: false })));
  }
  return times;
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function figure(
  bench: string,
  ours: number,
  rival: number,
  goal: string,
  reached: (ratio: number, ours: number) => boolean,
): Figure {
  const ratio = rival / ours;
  const rounded = {
    ours: Number(ours.toFixed(3)),
    rival: Number(rival.toFixed(1)),
    ratio: Number(ratio.toFixed(1)),
  };
  return { bench, ...rounded, unit: 'ms', goal, met: reached(ratio, ours) };
}

/** A host of libvirt's test driver (https://libvirt.org/drvtest.html) with so many machines, each with disks and a NIC. */
function pretendHost(machines: number): string {
  const domains = Array.from({ length: machines }, (_, index) => pretendMachine(index));
  return `<node>${domains.join('\n')}</node>`;
}

function pretendMachine(index: number): string {
  const mac = `52:54:00:${[16, 8, 0].map((shift) => ((index >> shift) & 0xff).toString(16).padStart(2, '0')).join(':')}`;
  return `<domain type='test'>
  <name>m${index}</name><memory>1048576</memory><vcpu>2</vcpu>
  <os><type arch='x86_64'>hvm</type><boot dev='hd'/></os>
  <devices>
    <disk type='file' device='disk'><source file='/srv/vm/m${index}.qcow2'/><target dev='vda' bus='virtio'/></disk>
    <disk type='file' device='cdrom'><target dev='sda' bus='sata'/><readonly/></disk>
    <interface type='network'><mac address='${mac}'/><source network='default'/><model type='virtio'/></interface>
    <console type='pty'/><graphics type='vnc' autoport='yes'/>
  </devices>
</domain>`;
}

await main();
