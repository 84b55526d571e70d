import type { Buffer } from 'node:buffer';
import { rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import type { Value } from './xdr/codec.ts';
import type { Codec } from './xdr/codec.ts';
import { PROCEDURES, type Args, type ProcedureName, type Ret } from './protocol/procedures.ts';
import type { Procedure } from './protocol/procedure.ts';
import { FrameReader } from './rpc/frame-reader.ts';
import {
  MessageType,
  PROTOCOL_VERSION,
  Program,
  Status,
  readHeader,
  writeFrame,
  type Header,
} from './rpc/frame.ts';
import { remoteError } from './rpc/remote-error.ts';
import type { XdrReader } from './xdr/reader.ts';
import { XdrWriter } from './xdr/writer.ts';

/** A call that the server leaves without an answer, for now. */
export const HELD = Symbol('held');

type Handler = (args: never, call: FakeCall) => unknown;

export interface FakeCall {
  readonly client: FakeClient;
  readonly header: Header;
  readonly name: ProcedureName;
}

/** Thrown by a handler: libvirt's error with this number. */
export class FakeError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

const NAMES = new Map<number, ProcedureName>(
  Object.entries(PROCEDURES).map(([name, procedure]) => [procedure.number, name as ProcedureName]), // keys of the table
);

/** For tests: stands in for libvirtd at a unix socket and speaks the protocol through the real codec. */
export class FakeServer {
  readonly #handlers = new Map<ProcedureName, Handler>();
  readonly #clients = new Set<FakeClient>();
  readonly #server: Server;
  /** Every call that has arrived, by name, in order. */
  readonly calls: ProcedureName[] = [];
  /** Sees each message that is not a call: pings, stream packets. */
  onOther: ((client: FakeClient, header: Header, message: XdrReader) => void) | undefined;

  private constructor(readonly path: string) {
    this.#server = createServer((socket) => {
      this.#welcome(socket);
    });
    this.#behaveWell();
  }

  static async listen(path: string): Promise<FakeServer> {
    const server = new FakeServer(path);
    await rm(path, { force: true });
    await new Promise<void>((resolve) => server.#server.listen(path, resolve));
    return server;
  }

  get clients(): readonly FakeClient[] {
    return [...this.#clients];
  }

  /** Answers a procedure: with a result, with a FakeError, or (HELD) not at all. */
  handle<N extends ProcedureName>(
    name: N,
    handler: (args: Args<N>, call: FakeCall) => Ret<N> | typeof HELD,
  ): void {
    this.#handlers.set(name, handler);
  }

  /** Ends as libvirtd does when it is killed: every connection is cut. */
  async stop(): Promise<void> {
    for (const client of this.#clients) client.socket.destroy();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }

  dispatch(call: FakeCall, message: XdrReader): void {
    this.calls.push(call.name);
    const procedure: Procedure<unknown, unknown> = PROCEDURES[call.name];
    const args = procedure.decodeArgs(message);
    message.finish();
    const handler = this.#handlers.get(call.name);
    try {
      if (!handler) throw new FakeError(3, `${call.name} is not known here`);
      const result = handler(args as never, call); // as the table says for this name
      if (result !== HELD) call.client.reply(call.header, result);
    } catch (error) {
      if (!(error instanceof FakeError)) throw error;
      call.client.replyError(call.header, error);
    }
  }

  #welcome(socket: Socket): void {
    const client = new FakeClient(socket, this);
    this.#clients.add(client);
    socket.on('close', () => this.#clients.delete(client));
    socket.on('error', () => undefined); // clients cut connections on purpose
  }

  #behaveWell(): void {
    let callbackID = 0;
    const registered = (): { callbackID: number } => ({ callbackID: callbackID++ });
    this.handle('authList', () => ({ types: [0] }));
    this.handle('connectSupportsFeature', () => ({ supported: true }));
    this.handle('connectOpen', () => ({}));
    this.handle('connectGetLibVersion', () => ({ libVer: 9_000_000n }));
    this.handle('connectDomainEventCallbackRegisterAny', registered);
    this.handle('connectNetworkEventRegisterAny', registered);
    this.handle('connectStoragePoolEventRegisterAny', registered);
    this.handle('connectNodeDeviceEventRegisterAny', registered);
    this.handle('connectSecretEventRegisterAny', registered);
  }
}

/** One connected client, seen from the server. */
export class FakeClient {
  constructor(
    readonly socket: Socket,
    server: FakeServer,
  ) {
    const frames = new FrameReader((message) => {
      const header = readHeader(message);
      const name = NAMES.get(header.procedure);
      if (header.program === Program.remote && header.type === MessageType.call && name) {
        server.dispatch({ client: this, header, name }, message);
      } else server.onOther?.(this, header, message);
    });
    socket.on('data', (chunk: Buffer) => {
      frames.push(chunk);
    });
  }

  reply(call: Header, result: unknown): void {
    const name = NAMES.get(call.procedure);
    if (!name) return;
    const procedure: Procedure<unknown, unknown> = PROCEDURES[name];
    this.frame({ ...call, type: MessageType.reply, status: Status.ok }, (to) => {
      procedure.encodeResult(to, result);
    });
  }

  replyError(call: Header, error: FakeError): void {
    const type = call.type === MessageType.call ? MessageType.reply : MessageType.stream;
    this.frame({ ...call, type, status: Status.error }, (to) => {
      remoteError.encode(to, { ...NO_ERROR, code: error.code, message: error.message });
    });
  }

  /** An event message. */
  event<T>(procedure: number, codec: Codec<T>, message: T): void {
    const header = { program: Program.remote, version: PROTOCOL_VERSION, procedure, serial: 0 };
    this.frame({ ...header, type: MessageType.event, status: Status.ok }, (to) => {
      codec.encode(to, message);
    });
  }

  frame(header: Header, payload?: (to: XdrWriter) => void): void {
    const writer = new XdrWriter();
    writeFrame(writer, header, payload);
    this.socket.write(writer.take());
  }

  raw(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }
}

const NO_ERROR: Value<typeof remoteError> = {
  code: 0,
  domain: 0,
  message: null,
  level: 2,
  dom: null,
  str1: null,
  str2: null,
  str3: null,
  int1: 0,
  int2: 0,
  net: null,
};
