import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { XdrWriter } from '../xdr/writer.ts';
import { MessageType, Program, readHeader, Status, writeFrame, type Header } from './frame.ts';
import { FrameReader } from './frame-reader.ts';

const header: Header = {
  program: Program.remote,
  version: 1,
  procedure: 14,
  type: MessageType.reply,
  serial: 7,
  status: Status.ok,
};

function frames(payloads: readonly Uint8Array[]): Buffer {
  const writer = new XdrWriter();
  payloads.forEach((payload, index) => {
    writeFrame(writer, { ...header, serial: index }, (to) => {
      to.raw(payload);
    });
  });
  return writer.take();
}

function collect(): { readonly reader: FrameReader; readonly got: { serial: number; payload: string }[] } {
  const got: { serial: number; payload: string }[] = [];
  const reader = new FrameReader((message) => {
    const { serial } = readHeader(message);
    got.push({ serial, payload: message.rest().toString('hex') });
  });
  return { reader, got };
}

describe('messages come out of the bytes of a socket', () => {
  it('however the bytes are cut into chunks', () => {
    const payloads = fc.array(fc.uint8Array({ maxLength: 90 }), { minLength: 1, maxLength: 8 });
    const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(payloads, cuts, (messages, sizes) => {
        const bytes = frames(messages);
        const { reader, got } = collect();
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          reader.push(Buffer.from(bytes.subarray(at, at + size)));
          at += size;
        }
        expect(got).toEqual(
          messages.map((payload, serial) => ({ serial, payload: Buffer.from(payload).toString('hex') })),
        );
        expect(reader.held).toBe(0);
      }),
    );
  });

  it.each([0, 3, 4, 27, 32 * 1024 ** 2 + 5, 0x7fffffff, 0x80000000, 0xffffffff])(
    'a message that claims %i bytes is refused at its first four',
    (length) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(length);
      const { reader } = collect();
      expect(() => {
        reader.push(bytes);
      }).toThrow(expect.objectContaining({ code: 'libvirt.protocol' }));
    },
  );

  it('a message that claims 32 MiB takes only the memory of the bytes that came', () => {
    const bytes = Buffer.alloc(64);
    bytes.writeUInt32BE(32 * 1024 ** 2 + 4);
    const { reader, got } = collect();
    reader.push(bytes);
    expect(got).toEqual([]);
    expect(reader.held).toBe(64);
  });

  it('a frame whose payload fails leaves nothing behind', () => {
    const writer = new XdrWriter();
    writeFrame(writer, header);
    const before = writer.length;
    expect(() => {
      writeFrame(writer, header, (to) => {
        to.uint32(1);
        throw new Error('no');
      });
    }).toThrow('no');
    expect(writer.length).toBe(before);
  });

  it.each<[string, Partial<Header>]>([
    ['type', { type: 9 }],
    ['status', { status: 3 }],
  ])('an unknown %s is refused', (_what, wrong) => {
    const writer = new XdrWriter();
    writeFrame(writer, { ...header, ...wrong });
    const { reader } = collect();
    expect(() => {
      reader.push(writer.take());
    }).toThrow(expect.objectContaining({ code: 'libvirt.protocol' }));
  });
});
