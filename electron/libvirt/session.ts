import type { Duplex } from 'node:stream';
import { VmkitError, isVmkitError } from '../../shared/errors.ts';
import type {
  CallOptions,
  ConnectionState,
  ConsoleOptions,
  Libvirt,
  Piece,
  Screenshot,
  StreamOptions,
  TransferOptions,
} from './client.ts';
import type { ConnectOptions } from './connect.ts';
import type { EventMap } from './events.ts';
import { openLink, type Link } from './link.ts';
import { Listeners } from './listeners.ts';
import { PROCEDURES, type Args, type ProcedureName, type Ret } from './protocol/procedures.ts';
import type { Procedure } from './protocol/procedure.ts';
import type { DomainRef, StorageVolumeRef } from './protocol/types.ts';
import { Reconnector } from './reconnector.ts';
import type { Connection } from './rpc/connection.ts';
import { openConsole } from './streams/console.ts';
import { downloadVolume } from './streams/download.ts';
import { takeScreenshot } from './streams/screenshot.ts';
import { uploadVolume } from './streams/upload.ts';
import type { Target } from './uri.ts';

/** A read is sent again after a lost connection at most so many times. */
const READ_RETRIES = 2;
const KEEPALIVE_SECONDS = 5;

/** The client: one connection for calls and events that comes back when lost, and one more for each stream of data. */
export class Session implements Libvirt {
  readonly #listeners = new Listeners();
  readonly #reconnector: Reconnector;
  #link: Link | undefined;
  #state: ConnectionState = 'connecting';
  #libraryVersion = 0;

  constructor(
    readonly uri: string,
    private readonly target: Target,
    private readonly options: ConnectOptions,
  ) {
    this.#reconnector = new Reconnector((signal) => this.#openAgain(signal));
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get libraryVersion(): number {
    return this.#libraryVersion;
  }

  /** Messages that nobody waited for, on the present connection. */
  get ignored(): number {
    return this.#link?.connection.ignored ?? 0;
  }

  async start(): Promise<void> {
    await this.#open(this.options.signal);
  }

  async call<N extends ProcedureName>(name: N, args: Args<N>, options: CallOptions = {}): Promise<Ret<N>> {
    const procedure: Procedure<unknown, unknown> = PROCEDURES[name];
    for (let retries = 0; ; retries += 1) {
      const connection = this.#link?.connection ?? (await this.#waitForLink(options.signal));
      try {
        return (await connection.call(procedure, args, options)) as Ret<N>; // the table ties name to result
      } catch (error) {
        const again = procedure.kind === 'read' && retries < READ_RETRIES && this.#reconnects();
        if (!again || !isVmkitError(error, 'libvirt.disconnected')) throw error;
      }
    }
  }

  on<K extends keyof EventMap>(kind: K, listener: (event: EventMap[K]) => void): () => void {
    return this.#listeners.add(kind, listener);
  }

  openConsole(domain: DomainRef, options: ConsoleOptions = {}): Promise<Duplex> {
    return openConsole(this.#openAside, domain, options);
  }

  screenshot(
    domain: DomainRef,
    options: StreamOptions & { readonly screen?: number } = {},
  ): Promise<Screenshot> {
    return takeScreenshot(this.#openAside, domain, options);
  }

  uploadVolume(
    volume: StorageVolumeRef,
    source: AsyncIterable<Piece>,
    options: TransferOptions = {},
  ): Promise<void> {
    return uploadVolume(this.#openAside, volume, source, options);
  }

  downloadVolume(volume: StorageVolumeRef, options: TransferOptions = {}): AsyncIterable<Piece> {
    return downloadVolume(this.#openAside, volume, options);
  }

  close(): Promise<void> {
    if (this.#state === 'closed') return Promise.resolve();
    this.#turn('closed');
    this.#reconnector.stop(closedByUs());
    this.#link?.connection.close(closedByUs());
    this.#link = undefined;
    this.#listeners.clear();
    return Promise.resolve();
  }

  // A connection of its own for a stream: one that is read slowly then holds up nobody else.
  readonly #openAside = async (signal: AbortSignal | undefined): Promise<Connection> => {
    if (this.#state === 'closed') throw closedByUs();
    const { connection } = await openLink(this.target, { ...this.#linkOptions(signal), events: false });
    return connection;
  };

  async #open(signal: AbortSignal | undefined): Promise<void> {
    const link = await openLink(this.target, {
      ...this.#linkOptions(signal),
      events: this.options.events ?? true,
      onDialled: () => {
        this.#turn('connecting');
      },
      onEvent: (object, event) => {
        this.#listeners.tell(object, event);
      },
      onClosed: () => {
        this.#lost();
      },
    });
    if (this.#closedMeanwhile()) {
      link.connection.close(closedByUs());
      throw closedByUs();
    }
    this.#link = link;
    this.#libraryVersion = link.libraryVersion;
    this.#turn('connected');
  }

  // A socket may take us in and be gone before libvirt has answered; then we are where we were before.
  async #openAgain(signal: AbortSignal): Promise<void> {
    try {
      await this.#open(signal);
    } catch (error) {
      this.#turn('disconnected');
      throw error;
    }
  }

  #linkOptions(signal: AbortSignal | undefined) {
    return {
      signal,
      readOnly: this.options.readOnly,
      keepaliveSeconds: this.options.keepaliveSeconds ?? KEEPALIVE_SECONDS,
    };
  }

  #lost(): void {
    this.#link = undefined;
    if (this.#closedMeanwhile()) return;
    this.#turn('disconnected');
    if (!this.#reconnects()) return;
    void this.#reconnector.run().then((back) => {
      if (back) this.#listeners.tell('reset', {});
    });
  }

  async #waitForLink(signal: AbortSignal | undefined): Promise<Connection> {
    if (this.#state === 'closed') throw closedByUs();
    await this.#reconnector.wait(signal);
    if (!this.#link) throw closedByUs();
    return this.#link.connection;
  }

  #reconnects(): boolean {
    return (this.options.reconnect ?? true) && !this.#closedMeanwhile();
  }

  // Through a function: TypeScript would otherwise hold on to what the state was before an await.
  #closedMeanwhile(): boolean {
    return this.#state === 'closed';
  }

  #turn(state: ConnectionState): void {
    if (this.#state === state || this.#state === 'closed') return;
    this.#state = state;
    this.#listeners.tell('state', state);
  }
}

function closedByUs(): VmkitError {
  return new VmkitError('libvirt.disconnected', 'The connection to libvirt has been closed.');
}
