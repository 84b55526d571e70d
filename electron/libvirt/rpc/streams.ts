import type { Duplex } from 'node:stream';
import { int, hyper } from '../xdr/primitives.ts';
import { malformed, type XdrReader } from '../xdr/reader.ts';
import { MessageType, PROTOCOL_VERSION, Program, Status, type Header } from './frame.ts';
import type { Outbox } from './outbox.ts';
import { remoteError, toVmkitError } from './remote-error.ts';
import type { StreamPort, StreamSink } from './stream-sink.ts';

/** Streams of data on a connection, by the serial of the call that opened them. */
export class Streams {
  readonly #sinks = new Map<number, StreamSink>();

  constructor(
    private readonly socket: Duplex,
    private readonly outbox: Outbox,
  ) {}

  has(serial: number): boolean {
    return this.#sinks.has(serial);
  }

  /** Drops a stream whose call has failed; nothing of it is reported. */
  forget(serial: number): void {
    this.#sinks.delete(serial);
  }

  failAll(error: unknown): void {
    const sinks = [...this.#sinks.values()];
    this.#sinks.clear();
    for (const sink of sinks) sink.failed(error);
  }

  /** Hands a packet to its stream; false if there is no such stream. */
  receive(header: Header, message: XdrReader): boolean {
    const sink = this.#sinks.get(header.serial);
    if (!sink) return false;
    if (header.status === Status.error) {
      this.#sinks.delete(header.serial);
      sink.failed(toVmkitError(remoteError.decode(message)));
    } else if (header.type === MessageType.hole) this.#hole(sink, message);
    else if (header.status === Status.ok) {
      this.#sinks.delete(header.serial);
      sink.ended();
    } else if (message.remaining === 0) sink.endOfData();
    else sink.data(message.rest());
    return true;
  }

  #hole(sink: StreamSink, message: XdrReader): void {
    const length = hyper.decode(message);
    int.decode(message); // flags, none defined
    message.finish();
    if (length < 0n) throw malformed('a hole of negative length');
    sink.hole(length);
  }

  open(procedure: number, serial: number, sink: StreamSink): StreamPort {
    this.#sinks.set(serial, sink);
    const packet = (type: number, status: number, payload?: Parameters<Outbox['frame']>[1]): boolean => {
      if (!this.#sinks.has(serial)) return true;
      const header = { program: Program.remote, version: PROTOCOL_VERSION, procedure, type, serial, status };
      this.outbox.frame(header, payload);
      return this.outbox.flush();
    };
    return {
      send: (data) => packet(MessageType.stream, Status.continue, (to) => to.raw(data)),
      sendHole: (length) =>
        packet(MessageType.hole, Status.continue, (to) => {
          to.int64(length);
          to.uint32(0);
        }),
      drained: () => drained(this.socket),
      finish: () => void packet(MessageType.stream, Status.ok),
      abort: () => void packet(MessageType.stream, Status.error),
      pause: () => void this.socket.pause(),
      resume: () => void this.socket.resume(),
    };
  }
}

function drained(socket: Duplex): Promise<void> {
  if (!socket.writableNeedDrain || socket.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
}
