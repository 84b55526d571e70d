import { hostname } from 'node:os';
import { isVmkitError, toEnvelope } from '../../shared/errors.ts';
import type { ConnectionStatus } from '../../shared/model/app.ts';
import { connect } from '../libvirt/index.ts';
import type { Libvirt } from '../libvirt/index.ts';
import { watchLibvirt } from '../machines/watch.ts';
import type { EventBus } from './event-bus.ts';

const SYSTEM = 'qemu:///system';
const SESSION = 'qemu:///session';

/** The one connection to libvirt, opened when it is first needed and watched from then on. */
export class Connection {
  #opening: Promise<Libvirt> | undefined;
  #libvirt: Libvirt | undefined;
  #stop: () => void = () => undefined;
  #status: ConnectionStatus;

  constructor(
    private readonly events: EventBus,
    private wanted: string | null,
  ) {
    this.#status = {
      uri: wanted ?? SYSTEM,
      state: 'disconnected',
      hostname: hostname(),
      libvirtVersion: null,
      reason: null,
    };
  }

  /** @throws VmkitError `libvirt.unreachable`, `libvirt.denied` */
  libvirt(): Promise<Libvirt> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      this.#tell({ state: 'disconnected', reason: toEnvelope(error).message });
      throw error;
    });
    return this.#opening;
  }

  status(): ConnectionStatus {
    return this.#status;
  }

  /** Closes the present connection and opens another. */
  async use(uri: string): Promise<ConnectionStatus> {
    await this.close();
    this.wanted = uri;
    this.#tell({ uri, state: 'connecting', reason: null });
    await this.libvirt();
    for (const kind of ['machines', 'storage', 'networks'] as const)
      this.events.emit(`${kind}.changed`, { uuid: null });
    return this.#status;
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    const libvirt = this.#libvirt ?? (await opening?.catch(() => undefined));
    this.#libvirt = undefined;
    this.#stop();
    this.#stop = () => undefined;
    await libvirt?.close();
  }

  async #open(): Promise<Libvirt> {
    this.#tell({ state: 'connecting', reason: null });
    const libvirt = this.wanted === null ? await openDefault() : await connect(this.wanted);
    this.#libvirt = libvirt;
    const stopWatch = watchLibvirt(libvirt, ({ kind, uuid }) =>
      this.events.emit(`${kind}.changed`, { uuid }),
    );
    const stopState = libvirt.on('state', (state) => this.#follow(libvirt, state));
    this.#stop = () => {
      stopWatch();
      stopState();
    };
    this.#tell({
      uri: libvirt.uri,
      state: 'connected',
      libvirtVersion: readableVersion(libvirt.libraryVersion),
      reason: null,
    });
    return libvirt;
  }

  #follow(libvirt: Libvirt, state: string): void {
    if (libvirt !== this.#libvirt) return;
    if (state === 'connected') this.#tell({ state: 'connected', reason: null });
    else if (state === 'connecting') this.#tell({ state: 'connecting', reason: 'The connection was lost.' });
    else this.#tell({ state: 'disconnected', reason: 'The connection was lost.' });
  }

  #tell(change: Partial<ConnectionStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.events.emit('connection.changed', this.#status);
  }
}

// The system daemon where it can be reached, else the user's own.
async function openDefault(): Promise<Libvirt> {
  try {
    return await connect(SYSTEM);
  } catch (error) {
    if (process.getuid?.() === 0) throw error;
    if (!isVmkitError(error, 'libvirt.unreachable') && !isVmkitError(error, 'libvirt.denied')) throw error;
    return connect(SESSION).catch(() => {
      throw error;
    });
  }
}

// libvirt packs a version as major * 1000000 + minor * 1000 + release.
function readableVersion(version: number): string {
  return [Math.floor(version / 1_000_000), Math.floor(version / 1000) % 1000, version % 1000].join('.');
}
