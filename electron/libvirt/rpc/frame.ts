import { HEADER_BYTES, LENGTH_BYTES } from '../xdr/limits.ts';
import { malformed, type XdrReader } from '../xdr/reader.ts';
import type { XdrWriter } from '../xdr/writer.ts';

/** Programs that share one socket. */
export const Program = { remote: 0x20008086, keepalive: 0x6b656570 } as const;
export const MessageType = { call: 0, reply: 1, event: 2, stream: 3, hole: 6 } as const;
export const Status = { ok: 0, error: 1, continue: 2 } as const;

export const PROTOCOL_VERSION = 1;

export interface Header {
  readonly program: number;
  readonly version: number;
  readonly procedure: number;
  readonly type: number;
  readonly serial: number;
  readonly status: number;
}

/** Appends one frame: length (counting itself), header, payload. When the payload throws, nothing has been added. */
export function writeFrame(to: XdrWriter, header: Header, payload?: (to: XdrWriter) => void): void {
  const start = to.beginFrame();
  try {
    to.uint32(0);
    to.uint32(header.program);
    to.uint32(header.version);
    to.int32(header.procedure);
    to.int32(header.type);
    to.uint32(header.serial);
    to.int32(header.status);
    payload?.(to);
    to.patchUint32(start, to.length - start);
  } catch (error) {
    to.truncate(start);
    throw error;
  }
}

export const MIN_FRAME_BYTES = LENGTH_BYTES + HEADER_BYTES;

const TYPES = new Set<number>(Object.values(MessageType));

/** The header of a message; what follows is its payload. Throws `libvirt.protocol` for kinds that never come to a client. */
export function readHeader(from: XdrReader): Header {
  const header = {
    program: from.uint32(),
    version: from.uint32(),
    procedure: from.int32(),
    type: from.int32(),
    serial: from.uint32(),
    status: from.int32(),
  };
  if (!TYPES.has(header.type)) throw malformed(`a message of the unknown type ${header.type}`);
  if (header.status < Status.ok || header.status > Status.continue) {
    throw malformed(`a message with the unknown status ${header.status}`);
  }
  return header;
}
