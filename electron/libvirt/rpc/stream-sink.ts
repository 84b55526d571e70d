import type { Buffer } from 'node:buffer';

/** Where the packets of one stream go. After `ended` or `failed` nothing more comes. */
export interface StreamSink {
  readonly data: (bytes: Buffer) => void;
  readonly hole: (length: bigint) => void;
  /** The other side has no more data; it still waits for our finish. */
  readonly endOfData: () => void;
  /** Finish or abort has been confirmed. */
  readonly ended: () => void;
  readonly failed: (error: unknown) => void;
}

/** Our side of one stream. */
export interface StreamPort {
  /** Sends data; false: wait for `drained` before sending more. */
  send(data: Uint8Array): boolean;
  sendHole(length: bigint): boolean;
  drained(): Promise<void>;
  finish(): void;
  abort(): void;
  pause(): void;
  resume(): void;
}
