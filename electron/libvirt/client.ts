import type { Duplex, Readable } from 'node:stream';
import type { EventMap } from './events.ts';
import type { Args, ProcedureName, Ret } from './protocol/procedures.ts';
import type { DomainRef, StorageVolumeRef } from './protocol/types.ts';

export type ConnectionState = 'connecting' | 'connected' | 'disconnected' | 'closed';

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until the call fails with `libvirt.timeout`; no limit unless given (a dead peer is noticed anyway). */
  readonly timeoutMs?: number | undefined;
}

export interface StreamOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface ConsoleOptions extends StreamOptions {
  /** Alias of the console device; the first one unless given. */
  readonly device?: string;
  /** Takes the console over from whoever has it open. */
  readonly force?: boolean;
}

export interface TransferOptions extends StreamOptions {
  /** Bytes from the start of the volume; 0 unless given. */
  readonly offset?: bigint;
  /** Bytes to move; 0 or left out: all. */
  readonly length?: bigint;
}

/** A piece of a volume: bytes, or a hole of so many bytes that read as zero. */
export type Piece =
  { readonly kind: 'data'; readonly data: Uint8Array } | { readonly kind: 'hole'; readonly length: bigint };

/** A connection to libvirt. It opens itself again when it is lost, and then says `reset`. */
export interface Libvirt {
  readonly uri: string;
  readonly state: ConnectionState;
  /** libvirt's version, as a number: 9000000 is 9.0.0. */
  readonly libraryVersion: number;

  /**
   * Calls a procedure of the remote protocol. `flags` and other fields with a default may be left out.
   * @throws VmkitError `libvirt.failed` (detail: libvirtCode, libvirtDomain, libvirtCodeName, …), `machine.not-found`,
   * `network.not-found`, `repository.not-found`, `libvirt.denied`, `libvirt.disconnected`, `libvirt.timeout`,
   * `libvirt.limit`, `libvirt.protocol`, `input.invalid`, `cancelled`.
   */
  call<N extends ProcedureName>(name: N, args: Args<N>, options?: CallOptions): Promise<Ret<N>>;

  /** Calls `listener` for each event of that kind, until the returned function is called. */
  on<K extends keyof EventMap>(kind: K, listener: (event: EventMap[K]) => void): () => void;

  /** The machine's serial console as a duplex stream of bytes, on a connection of its own. */
  openConsole(domain: DomainRef, options?: ConsoleOptions): Promise<Duplex>;

  /** A picture of the machine's screen. */
  screenshot(domain: DomainRef, options?: StreamOptions & { readonly screen?: number }): Promise<Screenshot>;

  /** Writes `source` into a volume; holes stay holes. Resolves once libvirt has everything. */
  uploadVolume(
    volume: StorageVolumeRef,
    source: AsyncIterable<Piece>,
    options?: TransferOptions,
  ): Promise<void>;

  /** Reads a volume piece by piece, holes as holes. */
  downloadVolume(volume: StorageVolumeRef, options?: TransferOptions): AsyncIterable<Piece>;

  /** Ends the connection; waiting calls fail with `libvirt.disconnected`. */
  close(): Promise<void>;
}

export interface Screenshot {
  /** Media type, for example `image/x-portable-pixmap` or `image/png`. */
  readonly mime: string;
  readonly data: Readable;
}
