import { PROTOCOL_VERSION, Program, MessageType, Status, type Header } from './frame.ts';

export const KeepaliveProcedure = { ping: 1, pong: 2 } as const;

/** Pings without an answer after which the other side counts as dead, as in libvirt's own client. */
const MISSED_MAX = 5;
/**
 * libvirtd reads no further from a client that has so many calls under way (max_client_requests in libvirtd.conf), not
 * even its pings. Silence then proves nothing.
 */
const BUSY_CALLS = 5;

export function keepaliveHeader(procedure: number): Header {
  return {
    program: Program.keepalive,
    version: PROTOCOL_VERSION,
    procedure,
    type: MessageType.event,
    serial: 0,
    status: Status.ok,
  };
}

interface Watched {
  readonly ping: () => void;
  readonly dead: () => void;
  readonly callsUnderWay: () => number;
}

/** Asks a silent peer whether it is there. Timers are monotonic, so a clock that jumps ends no connection. */
export class Keepalive {
  #heard = true;
  #missed = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(
    intervalMs: number,
    private readonly watched: Watched,
  ) {
    this.#timer = setInterval(() => {
      this.#tick();
    }, intervalMs);
    this.#timer.unref();
  }

  /** Anything at all has arrived. */
  heard(): void {
    this.#heard = true;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    if (this.#heard || this.watched.callsUnderWay() >= BUSY_CALLS) {
      this.#heard = false;
      this.#missed = 0;
      return;
    }
    if (this.#missed >= MISSED_MAX) {
      this.watched.dead();
      return;
    }
    this.#missed += 1;
    this.watched.ping();
  }
}
