import { Buffer } from 'node:buffer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isVmkitError } from '../../shared/errors.ts';
import { connect, type ConnectOptions } from './connect.ts';
import { FakeProxy } from './fake-proxy.ts';
import { FakeServer, HELD, type FakeCall } from './fake-server.ts';
import type { Libvirt } from './index.ts';
import { domain } from './protocol/types.ts';
import { KeepaliveProcedure, keepaliveHeader } from './rpc/keepalive.ts';
import { MessageType, Program, Status, type Header } from './rpc/frame.ts';
import { Session } from './session.ts';
import { socketFolder } from './test-socket.ts';
import { struct } from './xdr/compose.ts';
import { int } from './xdr/primitives.ts';

const MACHINE = { name: 'web', uuid: '6e5d2ad6-4f3c-4b7e-9a55-0d8d3c6a7b11', id: -1 };
const lifecycleMessage = struct({ callbackID: int, dom: domain, event: int, detail: int });
const LIFECYCLE = 318;

let folder: Awaited<ReturnType<typeof socketFolder>>;
let server: FakeServer;
let client: Libvirt | undefined;

beforeEach(async () => {
  folder = await socketFolder();
  server = await startServer();
});

afterEach(async () => {
  await client?.close();
  client = undefined;
  await server.stop();
  await folder.remove();
});

async function startServer(): Promise<FakeServer> {
  const started = await FakeServer.listen(folder.path('s'));
  started.handle('connectGetHostname', () => ({ hostname: 'host' }));
  started.handle('domainDefineXmlFlags', () => ({ dom: MACHINE }));
  return started;
}

async function open(options: ConnectOptions = {}): Promise<Session> {
  const opened = await connect('qemu:///system', { socketPath: folder.path('s'), ...options });
  client = opened;
  if (!(opened instanceof Session)) throw new Error('connect gives sessions');
  return opened;
}

function peer(): FakeServer['clients'][number] {
  const [first] = server.clients;
  if (!first) throw new Error('nobody is connected');
  return first;
}

async function outcome(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'done';
  } catch (error) {
    return isVmkitError(error) ? error.code : String(error);
  }
}

describe('libvirtd is killed (17)', () => {
  it('every waiting call that changes something rejects once; reads are sent again to the new one', async () => {
    server.handle('domainShutdown', () => HELD);
    server.handle('connectGetHostname', () => HELD);
    const libvirt = await open();
    const states: string[] = [];
    let resets = 0;
    libvirt.on('state', (state) => states.push(state));
    libvirt.on('reset', () => (resets += 1));
    const write = outcome(libvirt.call('domainShutdown', { dom: MACHINE }));
    const read = libvirt.call('connectGetHostname', {});
    await expect.poll(() => server.calls).toContain('connectGetHostname');
    await server.stop();
    expect(await write).toBe('libvirt.disconnected');
    server = await startServer();
    expect(await read).toEqual({ hostname: 'host' });
    await expect.poll(() => resets).toBe(1);
    expect(server.calls).not.toContain('domainShutdown');
    expect(states).toEqual(['disconnected', 'connecting', 'connected']);
  });

  it('events come again after the reconnection', async () => {
    const libvirt = await open();
    const events: string[] = [];
    let resets = 0;
    libvirt.on('domain', (event) => events.push(`${event.name} ${event.kind} ${event.detail}`));
    libvirt.on('reset', () => (resets += 1));
    await server.stop();
    server = await startServer();
    await expect.poll(() => resets).toBe(1);
    peer().event(LIFECYCLE, lifecycleMessage, { callbackID: 0, dom: MACHINE, event: 5, detail: 1 });
    await expect.poll(() => events).toEqual(['web stopped destroyed']);
  });

  it('a call made while it is away waits for it, and close lets it go', async () => {
    const libvirt = await open();
    await server.stop();
    await expect.poll(() => libvirt.state).toBe('disconnected');
    const waiting = outcome(libvirt.call('connectGetHostname', {}));
    await libvirt.close();
    expect(await waiting).toBe('libvirt.disconnected');
    server = await startServer();
  });

  it('one that takes connections and is gone before it answers leaves the client disconnected', async () => {
    const libvirt = await open();
    const states: string[] = [];
    await server.stop();
    await expect.poll(() => libvirt.state).toBe('disconnected');
    libvirt.on('state', (state) => states.push(state));
    server = await startServer();
    server.handle('authList', (_args, call) => {
      call.client.socket.destroy();
      return HELD;
    });
    await expect.poll(() => states.slice(0, 3)).toEqual(['connecting', 'disconnected', 'connecting']);
    server.handle('authList', () => ({ types: [0] }));
    await expect.poll(() => libvirt.state, { timeout: 10_000 }).toBe('connected');
  });

  it('without reconnection the client stays disconnected', async () => {
    const libvirt = await open({ reconnect: false });
    await server.stop();
    await expect.poll(() => libvirt.state).toBe('disconnected');
    expect(await outcome(libvirt.call('connectGetHostname', {}))).toBe('libvirt.disconnected');
    server = await startServer();
  });
});

describe('the socket is cut (19)', () => {
  async function conversation(budget: { toClient: number; toServer: number }): Promise<FakeProxy> {
    const proxy = await FakeProxy.listen(folder.path('p'), folder.path('s'), budget);
    server.calls.length = 0;
    try {
      const libvirt = await connect('qemu:///system', { socketPath: folder.path('p'), events: false });
      try {
        const [write, read] = await Promise.allSettled([
          libvirt.call('domainDefineXmlFlags', { xml: '<domain/>' }),
          libvirt.call('connectGetHostname', {}),
        ]);
        if (write.status === 'fulfilled') expect(write.value).toEqual({ dom: MACHINE });
        else expect(write.reason).toMatchObject({ code: 'libvirt.disconnected' });
        expect(read).toEqual({ status: 'fulfilled', value: { hostname: 'host' } });
      } finally {
        await libvirt.close();
      }
    } catch (error) {
      expect(error).toMatchObject({ code: 'libvirt.disconnected' });
    }
    expect(server.calls.filter((name) => name === 'domainDefineXmlFlags').length).toBeLessThanOrEqual(1);
    await proxy.stop();
    return proxy;
  }

  it('after each byte from libvirt: no half result, reads repeated, changes never', async () => {
    const whole = await conversation({ toClient: Infinity, toServer: Infinity });
    expect(whole.passedToClient).toBeGreaterThan(200);
    for (let bytes = 0; bytes <= whole.passedToClient; bytes += 1) {
      await conversation({ toClient: bytes, toServer: Infinity });
    }
  });

  it('after each byte to libvirt', async () => {
    const whole = await conversation({ toClient: Infinity, toServer: Infinity });
    for (let bytes = 0; bytes <= whole.passedToServer; bytes += 1) {
      await conversation({ toClient: Infinity, toServer: bytes });
    }
  });
});

describe('a malformed packet (20)', () => {
  function word(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  }

  it.each([3, 0xffffffff, 32 * 1024 ** 2 + 5])(
    'of length %i ends the connection; the next one works',
    async (length) => {
      server.handle('domainShutdown', () => HELD);
      const libvirt = await open();
      const call = outcome(libvirt.call('domainShutdown', { dom: MACHINE }));
      await expect.poll(() => server.calls).toContain('domainShutdown');
      peer().raw(word(length));
      expect(await call).toBe('libvirt.protocol');
      expect(await libvirt.call('connectGetHostname', {})).toEqual({ hostname: 'host' });
    },
  );

  it.each<[string, Buffer]>([
    ['a negative count', word(0xffffffff)],
    ['a huge count', word(16384)],
    ['a text with bad padding', Buffer.concat([word(1), word(1), Buffer.from('a\x01\x01\x01')])],
    ['nothing at all', Buffer.alloc(0)],
  ])('whose list of machines has %s rejects the call and ends the connection', async (_what, payload) => {
    let once = true;
    server.handle('connectListAllDomains', (_args, call) => {
      if (!once) return { domains: [MACHINE], ret: 1 };
      once = false;
      call.client.frame({ ...call.header, type: MessageType.reply }, (to) => {
        to.raw(payload);
      });
      return HELD;
    });
    const libvirt = await open();
    expect(await outcome(libvirt.call('connectListAllDomains', {}))).toBe('libvirt.protocol');
    expect((await libvirt.call('connectListAllDomains', {})).domains).toEqual([MACHINE]);
  });

  it('whose event is garbage ends the connection, and it comes back', async () => {
    const libvirt = await open();
    let resets = 0;
    libvirt.on('reset', () => (resets += 1));
    const header = { program: Program.remote, version: 1, procedure: LIFECYCLE, serial: 0 };
    peer().frame({ ...header, type: MessageType.event, status: Status.ok }, (to) => {
      to.uint32(5);
    });
    await expect.poll(() => resets).toBe(1);
    expect(libvirt.state).toBe('connected');
  });
});

describe('what nobody waits for (21)', () => {
  it('late, doubled and unknown replies and events are counted and ignored', async () => {
    let seen: FakeCall | undefined;
    server.handle('connectGetHostname', (_args, call) => {
      seen = call;
      return { hostname: 'host' };
    });
    const libvirt = await open();
    const events: unknown[] = [];
    libvirt.on('domain', (event) => events.push(event));
    await libvirt.call('connectGetHostname', {});
    const header: Header = seen?.header ?? keepaliveHeader(0);
    peer().reply(header, { hostname: 'again' });
    peer().reply({ ...header, serial: 0xdeadbeef }, { hostname: 'unknown' });
    peer().event(LIFECYCLE, lifecycleMessage, { callbackID: 999, dom: MACHINE, event: 0, detail: 0 });
    peer().event(9999, lifecycleMessage, { callbackID: 0, dom: MACHINE, event: 0, detail: 0 });
    peer().frame({ ...header, program: 0x12345678 });
    peer().frame({ ...header, type: MessageType.stream, serial: 77 });
    expect(await libvirt.call('connectGetHostname', {})).toEqual({ hostname: 'host' });
    expect(libvirt.ignored).toBe(6);
    expect(events).toEqual([]);
  });
});

describe('keepalive', () => {
  it('answers pings', async () => {
    await open();
    let pongs = 0;
    server.onOther = (_client, header) => {
      if (header.program === Program.keepalive && header.procedure === KeepaliveProcedure.pong) pongs += 1;
    };
    peer().frame(keepaliveHeader(KeepaliveProcedure.ping));
    await expect.poll(() => pongs).toBe(1);
  });

  it('notices a libvirtd that is there but dead, and opens a new connection', async () => {
    server.handle('domainShutdown', () => HELD);
    const libvirt = await open({ keepaliveSeconds: 0.02 });
    const call = outcome(libvirt.call('domainShutdown', { dom: MACHINE }));
    expect(await call).toBe('libvirt.disconnected');
    expect(await libvirt.call('connectGetHostname', {})).toEqual({ hostname: 'host' });
  });

  it('keeps a connection on which pings are answered', async () => {
    let pings = 0;
    server.onOther = (from, header) => {
      if (header.program !== Program.keepalive || header.procedure !== KeepaliveProcedure.ping) return;
      pings += 1;
      from.frame(keepaliveHeader(KeepaliveProcedure.pong));
    };
    const libvirt = await open({ keepaliveSeconds: 0.02 });
    const states: string[] = [];
    libvirt.on('state', (state) => states.push(state));
    await expect.poll(() => pings, { timeout: 5000 }).toBeGreaterThan(8);
    expect(states).toEqual([]);
  });
});
