import type { Buffer } from 'node:buffer';
import type { Duplex } from 'node:stream';
import { VmkitError, isVmkitError } from '../../../shared/errors.ts';
import type { CallOptions } from '../client.ts';
import type { Procedure } from '../protocol/procedure.ts';
import { malformed, type XdrReader } from '../xdr/reader.ts';
import { FrameReader } from './frame-reader.ts';
import { MessageType, PROTOCOL_VERSION, Program, Status, readHeader, type Header } from './frame.ts';
import { Keepalive, KeepaliveProcedure, keepaliveHeader } from './keepalive.ts';
import { Outbox } from './outbox.ts';
import { Pending } from './pending.ts';
import { remoteError, toVmkitError } from './remote-error.ts';
import type { StreamPort, StreamSink } from './stream-sink.ts';
import { Streams } from './streams.ts';

interface Listener {
  /** True if somebody knows this event. */
  readonly event: (procedure: number, payload: XdrReader) => boolean;
  /** Called once, however the connection ends. */
  readonly closed: (error: VmkitError) => void;
}

/** One socket's worth of calls, replies, events and streams. When it ends, everything that waits fails, once. */
export class Connection {
  readonly #outbox: Outbox;
  readonly #pending = new Pending();
  readonly #streams: Streams;
  #keepalive: Keepalive | undefined;
  #serial = 0;
  #closed: VmkitError | undefined;
  /** Replies and events that nobody waits for. */
  ignored = 0;

  constructor(
    private readonly socket: Duplex,
    private readonly listener: Listener,
  ) {
    this.#outbox = new Outbox(socket);
    this.#streams = new Streams(socket, this.#outbox);
    const frames = new FrameReader((message) => {
      this.#receive(message);
    });
    socket.on('data', (chunk: Buffer) => {
      this.#arrived(frames, chunk);
    });
    socket.on('error', (cause) => {
      this.close(isVmkitError(cause) ? cause : disconnected(cause));
    });
    socket.on('close', () => {
      this.close(disconnected());
    });
  }

  /** Sends the call; the reply may come in any order. Rejects as `Libvirt.call` says. */
  call<A, R>(procedure: Procedure<A, R>, args: A, options: CallOptions = {}): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      this.#send(procedure, args, options, reject, (reply) => {
        resolve(procedure.decodeResult(reply));
      });
    });
  }

  /**
   * A call that goes on as a stream. Its packets reach `sink` in order; the first may overtake the reply, since
   * libvirtd sends the two from different threads.
   */
  openStream<A, R>(
    procedure: Procedure<A, R>,
    args: A,
    sink: StreamSink,
    options: CallOptions = {},
  ): Promise<{ readonly result: R; readonly port: StreamPort }> {
    return new Promise((resolve, reject) => {
      let refuse = reject;
      const serial = this.#send(
        procedure,
        args,
        options,
        (error) => {
          refuse(error);
        },
        (reply) => {
          resolve({ result: procedure.decodeResult(reply), port });
        },
      );
      const port = this.#streams.open(procedure.number, serial, sink);
      refuse = (error) => {
        this.#streams.forget(serial);
        reject(error);
      };
    });
  }

  /** From now on, ask the other side whether it lives after so many milliseconds of silence. */
  startKeepalive(intervalMs: number): void {
    if (intervalMs <= 0 || this.#closed) return;
    this.#keepalive = new Keepalive(intervalMs, {
      ping: () => {
        this.#outbox.frame(keepaliveHeader(KeepaliveProcedure.ping));
      },
      dead: () => {
        this.close(disconnected(new Error('keepalive: no answer')));
      },
      callsUnderWay: () => this.#pending.size,
    });
  }

  /** Ends the connection for this reason; the first reason counts. */
  close(reason: VmkitError): void {
    if (this.#closed) return;
    this.#closed = reason;
    this.#keepalive?.stop();
    this.socket.destroy();
    this.#pending.rejectAll(reason);
    this.#streams.failAll(reason);
    this.listener.closed(reason);
  }

  #send<A, R>(
    procedure: Procedure<A, R>,
    args: A,
    options: CallOptions,
    reject: (error: unknown) => void,
    resolve: (reply: XdrReader) => void,
  ): number {
    if (this.#closed) throw this.#closed;
    if (options.signal?.aborted) throw new VmkitError('cancelled', 'Cancelled.');
    const serial = this.#nextSerial();
    this.#outbox.frame(remoteHeader(procedure.number, serial), (to) => {
      procedure.encodeArgs(to, args);
    });
    this.#pending.add(serial, { procedure: procedure.number, resolve, reject }, options);
    return serial;
  }

  #nextSerial(): number {
    do this.#serial = this.#serial >= 0xffffffff ? 1 : this.#serial + 1;
    while (this.#pending.has(this.#serial) || this.#streams.has(this.#serial));
    return this.#serial;
  }

  #arrived(frames: FrameReader, chunk: Buffer): void {
    this.#keepalive?.heard();
    try {
      frames.push(chunk);
    } catch (error) {
      this.close(isVmkitError(error) ? error : malformed(String(error)));
    }
  }

  #receive(message: XdrReader): void {
    if (this.#closed) return;
    const header = readHeader(message);
    if (header.program === Program.keepalive) this.#pong(header);
    else if (header.program !== Program.remote || header.version !== PROTOCOL_VERSION) this.ignored += 1;
    else if (header.type === MessageType.reply) this.#reply(header, message);
    else if (header.type === MessageType.event) this.#event(header, message);
    else if (!this.#streams.receive(header, message)) this.ignored += 1;
  }

  #pong(header: Header): void {
    if (header.procedure === KeepaliveProcedure.ping)
      this.#outbox.frame(keepaliveHeader(KeepaliveProcedure.pong));
  }

  #event(header: Header, message: XdrReader): void {
    if (this.listener.event(header.procedure, message)) message.finish();
    else this.ignored += 1;
  }

  #reply(header: Header, message: XdrReader): void {
    const waiting = this.#pending.take(header.serial);
    if (!waiting) {
      if (!this.#streams.receive(header, message)) this.ignored += 1;
      return;
    }
    try {
      if (waiting.procedure !== header.procedure) throw malformed('the reply to another call');
      if (header.status === Status.error) waiting.reject(readError(message));
      else waiting.resolve(message);
      message.finish();
    } catch (error) {
      waiting.reject(error);
      throw error;
    }
  }
}

function remoteHeader(procedure: number, serial: number): Header {
  return {
    program: Program.remote,
    version: PROTOCOL_VERSION,
    procedure,
    type: MessageType.call,
    serial,
    status: Status.ok,
  };
}

/** The error that a message with status `error` carries. */
export function readError(message: XdrReader): VmkitError {
  return toVmkitError(remoteError.decode(message));
}

/** The connection is gone. */
export function disconnected(cause?: unknown): VmkitError {
  return new VmkitError('libvirt.disconnected', 'The connection to libvirt was lost.', {
    hint: 'It is opened again by itself. If it does not come back, run `vmkit doctor`.',
    cause,
  });
}
