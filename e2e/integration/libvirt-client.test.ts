import { Buffer } from 'node:buffer';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connect, type DomainRef, type Libvirt, type Piece } from '../../electron/libvirt/index.ts';
import { run } from '../../electron/system/run.ts';
import { startDetached } from '../../electron/system/start-daemon.ts';

const PID_FILE = '/run/libvirtd.pid';

let folder: string;
let client: Libvirt;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmkit-libvirt-'));
  await chmod(folder, 0o755);
  client = await connect('qemu:///system');
});

afterAll(async () => {
  await client.close();
  await rm(folder, { recursive: true, force: true });
});

function machineXml(name: string, extra = ''): string {
  return `<domain type='qemu'>
  <name>${name}</name><uuid>${randomUUID()}</uuid>
  <memory unit='MiB'>64</memory><vcpu>1</vcpu>
  <os><type arch='x86_64' machine='pc'>hvm</type><bios useserial='yes'/></os>
  <devices><serial type='pty'/><console type='pty'/>${extra}</devices>
</domain>`;
}

async function define(name: string, extra?: string): Promise<DomainRef> {
  return (await client.call('domainDefineXmlFlags', { xml: machineXml(name, extra) })).dom;
}

async function remove(dom: DomainRef): Promise<void> {
  await client.call('domainDestroyFlags', { dom }).catch(() => undefined); // it may not run
  await client.call('domainUndefineFlags', { dom });
}

async function collect(source: AsyncIterable<Piece>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const piece of source) {
    parts.push(piece.kind === 'data' ? Buffer.from(piece.data) : Buffer.alloc(Number(piece.length)));
  }
  return Buffer.concat(parts);
}

describe('a real libvirtd', () => {
  it('says its version, host name, capabilities, and what it lists', async () => {
    expect(client.libraryVersion).toBeGreaterThanOrEqual(7_000_000);
    expect((await client.call('connectGetHostname', {})).hostname).not.toBe('');
    expect((await client.call('connectGetCapabilities', {})).capabilities).toContain('<capabilities>');
    const args = { arch: 'x86_64', virttype: 'qemu' };
    const { capabilities } = await client.call('connectGetDomainCapabilities', args);
    expect(capabilities).toContain('<domainCapabilities>');
    expect((await client.call('nodeGetInfo', {})).cpus).toBeGreaterThan(0);
    const [networks, pools, devices, secrets] = await Promise.all([
      client.call('connectListAllNetworks', {}),
      client.call('connectListAllStoragePools', {}),
      client.call('connectListAllNodeDevices', {}),
      client.call('connectListAllSecrets', {}),
    ]);
    expect([networks.nets, pools.pools, devices.devices, secrets.secrets].every(Array.isArray)).toBe(true);
  });

  it('announces that a machine is defined, started, stopped and removed', async () => {
    const events: string[] = [];
    const stop = client.on('domain', (event) => {
      if (event.name === 'events') events.push(`${event.kind} ${event.detail}`);
    });
    const dom = await define('events');
    await client.call('domainCreateWithFlags', { dom });
    await client.call('domainSuspend', { dom });
    await remove(dom);
    await expect.poll(() => events.at(-1)).toBe('undefined removed');
    stop();
    expect(events).toContain('defined added');
    expect(events).toContain('started booted');
    expect(events).toContain('suspended paused');
    expect(events).toContain('stopped destroyed');
  });

  it('announces networks and storage pools', async () => {
    const events: string[] = [];
    client.on('network', (event) => events.push(`network ${event.name} ${event.kind}`));
    client.on('storagePool', (event) => events.push(`pool ${event.name} ${event.kind}`));
    const xml = `<network><name>quiet</name><bridge name='virbr77'/></network>`;
    const { net } = await client.call('networkDefineXmlFlags', { xml });
    await client.call('networkUndefine', { net });
    const target = join(folder, 'announced');
    const poolXml = `<pool type='dir'><name>announced</name><target><path>${target}</path></target></pool>`;
    const { pool } = await client.call('storagePoolDefineXml', { xml: poolXml });
    await client.call('storagePoolBuild', { pool });
    await client.call('storagePoolCreate', { pool });
    await client.call('storagePoolDestroy', { pool });
    await client.call('storagePoolUndefine', { pool });
    await expect.poll(() => events).toContain('pool announced undefined');
    expect(events).toEqual(
      expect.arrayContaining([
        'network quiet defined',
        'network quiet undefined',
        'pool announced defined',
        'pool announced started',
        'pool announced stopped',
      ]),
    );
  });

  it("gives errors with libvirt's numbers", async () => {
    const uuid = randomUUID();
    await expect(client.call('domainLookupByUuid', { uuid })).rejects.toMatchObject({
      code: 'machine.not-found',
      detail: { libvirtCodeName: 'noDomain' },
    });
    await expect(client.call('networkLookupByUuid', { uuid })).rejects.toMatchObject({
      code: 'network.not-found',
    });
    await expect(client.call('storagePoolLookupByUuid', { uuid })).rejects.toMatchObject({
      code: 'repository.not-found',
    });
    await expect(client.call('domainDefineXmlFlags', { xml: '<domain' })).rejects.toMatchObject({
      code: 'libvirt.failed',
      detail: { libvirtCodeName: 'xmlDetail' },
    });
  });

  it('a name taken by another machine is refused and the first one kept', async () => {
    const dom = await define('taken');
    await expect(define('taken')).rejects.toMatchObject({ code: 'libvirt.failed' });
    expect((await client.call('domainLookupByName', { name: 'taken' })).dom.uuid).toBe(dom.uuid);
    await remove(dom);
  });
});

describe('volumes', () => {
  it('come back as they were uploaded, holes included', async () => {
    const target = join(folder, 'pool');
    await mkdir(target);
    const poolXml = `<pool type='dir'><name>moves</name><target><path>${target}</path></target></pool>`;
    const { pool } = await client.call('storagePoolCreateXml', { xml: poolXml });
    const size = 32 * 1024 ** 2;
    const xml = `<volume><name>v.img</name><capacity unit='bytes'>${size}</capacity><allocation>0</allocation></volume>`;
    const { vol } = await client.call('storageVolCreateXml', { pool, xml });
    const [head, tail] = [randomBytes(3 * 1024 ** 2), randomBytes(1024 ** 2)];
    const hole = size - head.length - tail.length;
    const source = async function* (): AsyncGenerator<Piece> {
      yield await Promise.resolve<Piece>({ kind: 'data', data: head });
      yield { kind: 'hole', length: BigInt(hole) };
      yield { kind: 'data', data: tail };
    };
    await client.uploadVolume(vol, source());
    const back = await collect(client.downloadVolume(vol));
    expect(back.equals(Buffer.concat([head, Buffer.alloc(hole), tail]))).toBe(true);
    const part = await collect(client.downloadVolume(vol, { offset: 4096n, length: 8192n }));
    expect(part.equals(head.subarray(4096, 12288))).toBe(true);
    await client.call('storagePoolRefresh', { pool });
    const info = await client.call('storageVolGetInfo', { vol });
    expect(info.capacity).toBe(BigInt(size));
    expect(info.allocation).toBeLessThan(BigInt(size / 2));
    expect((await client.call('storagePoolListAllVolumes', { pool })).vols).toEqual([vol]);
    await client.call('storageVolDelete', { vol });
    await client.call('storagePoolDestroy', { pool });
  });
});

describe('a running machine', () => {
  let dom: DomainRef | undefined;

  afterEach(async () => {
    if (dom) await remove(dom);
    dom = undefined;
  });

  it('shows its firmware on the serial console, and a picture of its screen', async () => {
    dom = await define(
      'shown',
      `<graphics type='vnc'><listen type='none'/></graphics><video><model type='vga'/></video>`,
    );
    await client.call('domainCreateWithFlags', { dom, flags: 1 });
    const console = await client.openConsole(dom);
    let text = '';
    console.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    await client.call('domainResume', { dom });
    await expect.poll(() => text, { timeout: 60_000 }).toMatch(/SeaBIOS|iPXE|Boot/);
    const picture = await client.screenshot(dom);
    const parts: Buffer[] = [];
    for await (const part of picture.data) parts.push(Buffer.from(part));
    expect(picture.mime).toMatch(/^image\//);
    expect(Buffer.concat(parts).length).toBeGreaterThan(100);
    const closed = new Promise((resolve) => console.once('close', resolve));
    await client.call('domainDestroyFlags', { dom });
    await closed;
  });

  it('goes on while libvirtd is killed and started again; the client comes back by itself', async () => {
    dom = await define('survivor');
    await client.call('domainCreateWithFlags', { dom });
    let resets = 0;
    const events: string[] = [];
    const stops = [
      client.on('reset', () => (resets += 1)),
      client.on('domain', ({ kind }) => events.push(kind)),
    ];
    await killLibvirtd();
    await expect.poll(() => client.state, { timeout: 10_000 }).toBe('disconnected');
    const read = client.call('domainGetXmlDesc', { dom });
    await startLibvirtd();
    expect((await read).xml).toContain('survivor');
    await expect.poll(() => resets, { timeout: 60_000 }).toBe(1);
    expect(client.state).toBe('connected');
    expect((await client.call('domainGetState', { dom })).state).toBe(1);
    await client.call('domainSuspend', { dom });
    await expect.poll(() => events).toContain('suspended');
    stops.forEach((stop) => {
      stop();
    });
  });
});

async function killLibvirtd(): Promise<void> {
  const pid = Number(await readFile(PID_FILE, 'utf8'));
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => existsSync(`/proc/${pid}/exe`), { timeout: 30_000 }).toBe(false);
}

// The kernel may hold the lock on the pid file a little longer than the process is seen; libvirtd then ends at once.
async function startLibvirtd(): Promise<void> {
  const before = await readFile(PID_FILE, 'utf8');
  await expect
    .poll(
      async () => {
        await startDetached(['libvirtd']);
        await new Promise((resolve) => setTimeout(resolve, 300));
        return readFile(PID_FILE, 'utf8');
      },
      { timeout: 60_000 },
    )
    .not.toBe(before);
}

describe('other hosts and other users', () => {
  it('the pretend host test:///default is there with its machine', async () => {
    const pretend = await connect('test:///default');
    expect((await pretend.call('connectListAllDomains', {})).domains.map(({ name }) => name)).toContain(
      'test',
    );
    await pretend.close();
  });

  it('a read-only connection lists, and refuses to change anything', async () => {
    const reader = await connect('qemu:///system', { readOnly: true });
    await reader.call('connectListAllDomains', {});
    const attempt = reader.call('domainDefineXmlFlags', { xml: machineXml('forbidden') });
    await expect(attempt).rejects.toMatchObject({ code: 'libvirt.denied' });
    await reader.close();
  });

  it('a driver that libvirt does not have is an error of libvirt', async () => {
    await expect(connect('nosuch:///system?socket=/run/libvirt/libvirt-sock')).rejects.toMatchObject({
      code: 'libvirt.failed',
    });
  });

  it("an ordinary user's own libvirtd is started when needed", async () => {
    expect(await asUser('vmkit-test', 64990, 'qemu:///session')).toEqual({ uri: 'qemu:///session' });
    const pid = await readFile('/run/user/64990/libvirt/libvirtd.pid', 'utf8');
    process.kill(Number(pid), 'SIGTERM');
    await expect.poll(() => existsSync(`/proc/${Number(pid)}/exe`), { timeout: 30_000 }).toBe(false);
  });

  it('a user outside the group libvirt is told so', async () => {
    expect(await asUser('nobody', 65534, 'qemu:///system')).toMatchObject({
      code: 'libvirt.denied',
      hint: expect.stringContaining('group libvirt'),
    });
  });
});

async function asUser(name: string, id: number, uri: string): Promise<unknown> {
  const script = fileURLToPath(new URL('libvirt-as-user.ts', import.meta.url));
  const tsx = import.meta.resolve('tsx/esm');
  const home = join(folder, name);
  await mkdir(home, { recursive: true });
  await run(['chown', `${name}:`, home]);
  const environment = [
    'env',
    '-u',
    'XDG_STATE_HOME',
    '-u',
    'XDG_CONFIG_HOME',
    `HOME=${home}`,
    `XDG_RUNTIME_DIR=/run/user/${id}`,
  ];
  const { stdout } = await run(
    ['runuser', '-u', name, '--', ...environment, process.execPath, '--import', tsx, script, uri],
    { dieWithParent: false, cwd: '/' },
  );
  return JSON.parse(stdout);
}
