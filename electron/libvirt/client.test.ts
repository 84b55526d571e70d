import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, type ConnectOptions } from './connect.ts';
import { FakeError, FakeServer, HELD, type FakeCall } from './fake-server.ts';
import type { Libvirt } from './index.ts';
import { socketFolder } from './test-socket.ts';

const MACHINE = { name: 'web', uuid: '6e5d2ad6-4f3c-4b7e-9a55-0d8d3c6a7b11', id: -1 };

let folder: Awaited<ReturnType<typeof socketFolder>>;
let server: FakeServer;
let client: Libvirt | undefined;

beforeEach(async () => {
  folder = await socketFolder();
  server = await FakeServer.listen(folder.path('s'));
});

afterEach(async () => {
  await client?.close();
  client = undefined;
  await server.stop();
  await folder.remove();
});

async function open(options: ConnectOptions = {}): Promise<Libvirt> {
  client = await connect('qemu:///system', { socketPath: folder.path('s'), ...options });
  return client;
}

describe('calls', () => {
  it('are answered in whatever order the replies come', async () => {
    const held: FakeCall[] = [];
    server.handle('domainLookupByName', (_args, call) => {
      held.push(call);
      return HELD;
    });
    const libvirt = await open();
    const both = Promise.all(['a', 'b'].map((name) => libvirt.call('domainLookupByName', { name })));
    await expect.poll(() => held.length).toBe(2);
    held[1]?.client.reply(held[1].header, { dom: { ...MACHINE, name: 'b' } });
    held[0]?.client.reply(held[0].header, { dom: { ...MACHINE, name: 'a' } });
    expect((await both).map(({ dom }) => dom.name)).toEqual(['a', 'b']);
  });

  it("carry libvirt's numbers in their errors, and our code where there is one", async () => {
    server.handle('domainLookupByName', () => {
      throw new FakeError(42, 'Domain not found');
    });
    server.handle('domainDefineXmlFlags', () => {
      throw new FakeError(67, 'unsupported configuration');
    });
    server.handle('networkLookupByName', () => {
      throw new FakeError(43, 'Network not found');
    });
    server.handle('storagePoolLookupByName', () => {
      throw new FakeError(49, 'Storage pool not found');
    });
    const libvirt = await open();
    await expect(libvirt.call('domainLookupByName', { name: 'x' })).rejects.toMatchObject({
      code: 'machine.not-found',
      detail: { libvirtCode: 42, libvirtCodeName: 'noDomain' },
    });
    await expect(libvirt.call('networkLookupByName', { name: 'x' })).rejects.toMatchObject({
      code: 'network.not-found',
    });
    await expect(libvirt.call('storagePoolLookupByName', { name: 'x' })).rejects.toMatchObject({
      code: 'repository.not-found',
    });
    await expect(libvirt.call('domainDefineXmlFlags', { xml: '<domain/>' })).rejects.toMatchObject({
      code: 'libvirt.failed',
      message: 'unsupported configuration',
      detail: { libvirtCode: 67, libvirtCodeName: 'configUnsupported' },
    });
  });

  it('that are cancelled reject at once, and their late reply is ignored', async () => {
    let held: FakeCall | undefined;
    server.handle('domainLookupByName', (_args, call) => {
      held = call;
      return HELD;
    });
    const libvirt = await open();
    const abort = new AbortController();
    const call = libvirt.call('domainLookupByName', { name: 'web' }, { signal: abort.signal });
    await expect.poll(() => held).toBeDefined();
    abort.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    held?.client.reply(held.header, { dom: MACHINE });
    server.handle('connectGetHostname', () => ({ hostname: 'h' }));
    expect(await libvirt.call('connectGetHostname', {})).toEqual({ hostname: 'h' });
    expect(libvirt.state).toBe('connected');
  });

  it('with a signal that has fired are not sent at all', async () => {
    const libvirt = await open();
    const signal = AbortSignal.abort();
    await expect(libvirt.call('domainReset', { dom: MACHINE }, { signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(server.calls).not.toContain('domainReset');
  });

  it('end with libvirt.timeout after their time limit', async () => {
    server.handle('connectGetHostname', () => HELD);
    const libvirt = await open();
    await expect(libvirt.call('connectGetHostname', {}, { timeoutMs: 100 })).rejects.toMatchObject({
      code: 'libvirt.timeout',
    });
  });

  it('after close are refused', async () => {
    const libvirt = await open();
    await libvirt.close();
    await expect(libvirt.call('connectGetHostname', {})).rejects.toMatchObject({
      code: 'libvirt.disconnected',
    });
  });

  it('a name or a description of 10 MB is refused here; the connection does not notice', async () => {
    server.handle('connectGetHostname', () => ({ hostname: 'h' }));
    const libvirt = await open();
    const name = 'x'.repeat(10_000_000);
    await expect(libvirt.call('domainLookupByName', { name })).rejects.toMatchObject({
      code: 'libvirt.limit',
    });
    await expect(
      libvirt.call('domainSetMetadata', { dom: MACHINE, type: 0, metadata: name }),
    ).rejects.toMatchObject({ code: 'libvirt.limit' });
    await expect(libvirt.call('domainLookupByName', { name: 'a\0b' })).rejects.toMatchObject({
      code: 'input.invalid',
    });
    expect(await libvirt.call('connectGetHostname', {})).toEqual({ hostname: 'h' });
    expect(server.calls).not.toContain('domainLookupByName');
  });

  it('ten thousand at once are all answered', async () => {
    server.handle('domainLookupByName', ({ name }) => ({ dom: { ...MACHINE, name } }));
    const libvirt = await open();
    const names = Array.from({ length: 10_000 }, (_, index) => `m${index}`);
    const replies = await Promise.all(names.map((name) => libvirt.call('domainLookupByName', { name })));
    expect(replies.map(({ dom }) => dom.name)).toEqual(names);
  });
});

describe('opening', () => {
  it('says libvirt.unreachable where nothing listens', async () => {
    await expect(connect('qemu:///system', { socketPath: folder.path('nobody') })).rejects.toMatchObject({
      code: 'libvirt.unreachable',
      hint: expect.stringContaining('doctor'),
    });
  });

  it('asks polkit where libvirt wants that', async () => {
    server.handle('authList', () => ({ types: [2] }));
    server.handle('authPolkit', () => ({ complete: true }));
    await open();
    expect(server.calls.slice(0, 2)).toEqual(['authList', 'authPolkit']);
  });

  it('says libvirt.denied when the user refuses', async () => {
    server.handle('authList', () => ({ types: [2] }));
    server.handle('authPolkit', () => {
      throw new FakeError(79, 'authentication cancelled');
    });
    await expect(open()).rejects.toMatchObject({ code: 'libvirt.denied' });
  });

  it('says that SASL is not supported', async () => {
    server.handle('authList', () => ({ types: [1] }));
    await expect(open()).rejects.toMatchObject({
      code: 'not-supported',
      message: expect.stringContaining('SASL'),
    });
  });

  it('can be cancelled while libvirt takes its time', async () => {
    server.handle('connectOpen', () => HELD);
    const abort = new AbortController();
    const opening = open({ signal: abort.signal });
    await expect.poll(() => server.calls).toContain('connectOpen');
    abort.abort();
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => server.clients.length).toBe(0);
  });

  it('goes on where some kinds of event are not known', async () => {
    server.handle('connectSecretEventRegisterAny', () => {
      throw new FakeError(3, 'not supported');
    });
    expect((await open()).state).toBe('connected');
  });
});
