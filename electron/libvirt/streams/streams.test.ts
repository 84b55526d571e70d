import { Buffer } from 'node:buffer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../connect.ts';
import { FakeError, FakeServer, type FakeCall, type FakeClient } from '../fake-server.ts';
import type { Libvirt, Piece } from '../index.ts';
import { MessageType, Status, type Header } from '../rpc/frame.ts';
import { socketFolder } from '../test-socket.ts';
import { hyper } from '../xdr/primitives.ts';
import type { XdrReader } from '../xdr/reader.ts';

const MACHINE = { name: 'web', uuid: '6e5d2ad6-4f3c-4b7e-9a55-0d8d3c6a7b11', id: 1 };
const VOLUME = { pool: 'default', name: 'v', key: '/srv/v' };

let folder: Awaited<ReturnType<typeof socketFolder>>;
let server: FakeServer;
let client: Libvirt;

beforeEach(async () => {
  folder = await socketFolder();
  server = await FakeServer.listen(folder.path('s'));
  server.handle('connectGetHostname', () => ({ hostname: 'host' }));
  client = await connect('qemu:///system', { socketPath: folder.path('s') });
});

afterEach(async () => {
  await client.close();
  await server.stop();
  await folder.remove();
});

function packet(call: FakeCall, status: number, data = Buffer.alloc(0)): void {
  call.client.frame({ ...call.header, type: MessageType.stream, status }, (to) => {
    to.raw(data);
  });
}

function hole(call: FakeCall, length: bigint): void {
  call.client.frame({ ...call.header, type: MessageType.hole, status: Status.continue }, (to) => {
    to.int64(length);
    to.uint32(0);
  });
}

/** Confirms a finish, as libvirtd does. */
function confirm(from: FakeClient, header: Header): void {
  if (header.type === MessageType.stream && header.status === Status.ok) from.frame(header);
}

async function* pieces(...given: Piece[]): AsyncGenerator<Piece> {
  for (const piece of given) yield await Promise.resolve(piece);
}

describe('a download', () => {
  it('gives data and holes in order and ends when libvirt has confirmed', async () => {
    server.onOther = confirm;
    server.handle('storageVolDownload', (args, call) => {
      expect(args).toMatchObject({ vol: VOLUME, offset: 5n, length: 0n, flags: 1 });
      setImmediate(() => {
        packet(call, Status.continue, Buffer.from('abc'));
        hole(call, 1n << 40n);
        packet(call, Status.continue, Buffer.from('de'));
        packet(call, Status.continue);
      });
      return {};
    });
    const got: string[] = [];
    for await (const piece of client.downloadVolume(VOLUME, { offset: 5n })) {
      got.push(piece.kind === 'data' ? Buffer.from(piece.data).toString() : `hole ${piece.length}`);
    }
    expect(got).toEqual(['abc', 'hole 1099511627776', 'de']);
    await expect.poll(() => server.clients.length).toBe(1);
  });

  it('keeps little in memory when nobody reads, and holds up no other call', async () => {
    let sent = 0;
    server.onOther = confirm;
    server.handle('storageVolDownload', (_args, call) => {
      const chunk = Buffer.alloc(256 * 1024);
      const more = (): void => {
        if (sent === 64 * 1024 ** 2) packet(call, Status.continue);
        else {
          sent += chunk.length;
          packet(call, Status.continue, chunk);
          if (call.client.socket.writableNeedDrain) call.client.socket.once('drain', more);
          else setImmediate(more);
        }
      };
      setImmediate(more);
      return {};
    });
    let received = 0;
    let stalledAt = 0;
    for await (const piece of client.downloadVolume(VOLUME)) {
      if (received === 0) {
        let before = -1;
        while (before !== sent) {
          before = sent;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        stalledAt = sent;
        expect(await client.call('connectGetHostname', {})).toEqual({ hostname: 'host' });
      }
      if (piece.kind === 'data') received += piece.data.length;
    }
    expect(stalledAt).toBeLessThan(16 * 1024 ** 2);
    expect(received).toBe(64 * 1024 ** 2);
  });

  it('loses nothing when the first packet overtakes the reply', async () => {
    server.onOther = confirm;
    server.handle('storageVolDownload', (_args, call) => {
      packet(call, Status.continue, Buffer.from('first'));
      packet(call, Status.continue);
      return {};
    });
    const got: string[] = [];
    for await (const piece of client.downloadVolume(VOLUME)) {
      if (piece.kind === 'data') got.push(Buffer.from(piece.data).toString());
    }
    expect(got).toEqual(['first']);
  });

  it('fails with the error that libvirt sends half-way', async () => {
    server.handle('storageVolDownload', (_args, call) => {
      setImmediate(() => {
        packet(call, Status.continue, Buffer.from('abc'));
        call.client.replyError({ ...call.header, type: MessageType.stream }, new FakeError(38, 'read error'));
      });
      return {};
    });
    const reading = (async () => {
      for await (const piece of client.downloadVolume(VOLUME)) expect(piece.kind).toBe('data');
    })();
    await expect(reading).rejects.toMatchObject({ code: 'libvirt.failed', message: 'read error' });
  });

  it.each(['leaving the loop', 'a signal'])('is ended by %s', async (how) => {
    server.handle('storageVolDownload', (_args, call) => {
      setImmediate(() => {
        packet(call, Status.continue, Buffer.from('abc'));
      });
      return {};
    });
    const abort = new AbortController();
    const reading = (async () => {
      for await (const piece of client.downloadVolume(VOLUME, { signal: abort.signal })) {
        expect(piece.kind).toBe('data');
        if (how === 'leaving the loop') break;
        abort.abort();
      }
    })();
    if (how === 'a signal') await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    else await reading;
    await expect.poll(() => server.clients.length).toBe(1);
  });

  it('fails when the connection is lost', async () => {
    server.handle('storageVolDownload', (_args, call) => {
      setImmediate(() => call.client.socket.destroy());
      return {};
    });
    const first = client.downloadVolume(VOLUME)[Symbol.asyncIterator]().next();
    await expect(first).rejects.toMatchObject({ code: 'libvirt.disconnected' });
  });
});

describe('an upload', () => {
  it('sends data in packets that any libvirt takes, holes as holes, and waits for the confirmation', async () => {
    const got: string[] = [];
    let largest = 0;
    server.handle('storageVolUpload', () => ({}));
    server.onOther = (from, header: Header, message: XdrReader) => {
      if (header.type === MessageType.hole) got.push(`hole ${hyper.decode(message)}`);
      else if (header.status === Status.continue) {
        const { length } = message.rest();
        largest = Math.max(largest, length);
        got.push(String(length));
      } else confirm(from, header);
    };
    await client.uploadVolume(
      VOLUME,
      pieces(
        { kind: 'data', data: Buffer.alloc(300_000) },
        { kind: 'hole', length: 4096n },
        { kind: 'data', data: Buffer.from('z') },
      ),
    );
    expect(got).toEqual(['262120', '37880', 'hole 4096', '1']);
    expect(largest).toBeLessThanOrEqual(262120);
  });

  it('stops at once when libvirt fails, though the source goes on', async () => {
    server.handle('storageVolUpload', (_args, call) => {
      setImmediate(() => {
        call.client.replyError(
          { ...call.header, type: MessageType.stream },
          new FakeError(38, 'No space left'),
        );
      });
      return {};
    });
    const endless = async function* (): AsyncGenerator<Piece> {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        yield { kind: 'data', data: Buffer.alloc(1000) };
      }
    };
    await expect(client.uploadVolume(VOLUME, endless())).rejects.toMatchObject({ message: 'No space left' });
  });

  it('leaves no connection behind when the source throws', async () => {
    server.handle('storageVolUpload', () => ({}));
    const broken = async function* (): AsyncGenerator<Piece> {
      yield await Promise.resolve<Piece>({ kind: 'data', data: Buffer.from('a') });
      throw new Error('disk gone');
    };
    await expect(client.uploadVolume(VOLUME, broken())).rejects.toThrow('disk gone');
    await expect.poll(() => server.clients.length).toBe(1);
  });
});

describe('a console', () => {
  it('carries bytes both ways and ends when the machine stops', async () => {
    let opened: FakeCall | undefined;
    server.handle('domainOpenConsole', (args, call) => {
      expect(args).toMatchObject({ dom: MACHINE, devName: null, flags: 1 });
      opened = call;
      setImmediate(() => {
        packet(call, Status.continue, Buffer.from('login: '));
      });
      return {};
    });
    let typed = '';
    server.onOther = (_from, header, message) => {
      if (header.type === MessageType.stream && header.status === Status.continue)
        typed += message.rest().toString();
    };
    const console = await client.openConsole(MACHINE, { force: true });
    let shown = '';
    console.on('data', (chunk: Buffer) => (shown += chunk.toString()));
    await expect.poll(() => shown).toBe('login: ');
    console.write('root\n');
    await expect.poll(() => typed).toBe('root\n');
    const ended = new Promise((resolve) => console.once('close', resolve));
    if (opened) packet(opened, Status.continue);
    await ended;
    await expect.poll(() => server.clients.length).toBe(1);
  });

  it('is closed by destroying it', async () => {
    server.handle('domainOpenConsole', () => ({}));
    const console = await client.openConsole(MACHINE);
    console.destroy();
    await expect.poll(() => server.clients.length).toBe(1);
  });

  it('says why it can not be opened', async () => {
    server.handle('domainOpenConsole', () => {
      throw new FakeError(55, 'domain is not running');
    });
    await expect(client.openConsole(MACHINE)).rejects.toMatchObject({
      code: 'libvirt.failed',
      detail: { libvirtCodeName: 'operationInvalid' },
    });
    await expect.poll(() => server.clients.length).toBe(1);
  });
});
