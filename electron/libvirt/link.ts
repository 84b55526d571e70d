import { VmkitError } from '../../shared/errors.ts';
import { dial } from './dial.ts';
import type { ObjectEvent } from './events.ts';
import { handshake } from './handshake.ts';
import { EVENT_SOURCES, type EventSource, type ObjectKind } from './protocol/events.ts';
import { callbackKey, registerEvents } from './register-events.ts';
import { Connection } from './rpc/connection.ts';
import type { XdrReader } from './xdr/reader.ts';
import type { Target } from './uri.ts';

export interface LinkOptions {
  readonly signal?: AbortSignal | undefined;
  readonly readOnly?: boolean | undefined;
  readonly keepaliveSeconds: number;
  readonly events: boolean;
  /** The socket is open; libvirt may now need a while. */
  readonly onDialled?: () => void;
  readonly onEvent?: (object: ObjectKind, event: ObjectEvent) => void;
  readonly onClosed?: (error: VmkitError) => void;
}

export interface Link {
  readonly connection: Connection;
  readonly libraryVersion: number;
}

const SOURCES: ReadonlyMap<number, EventSource> = new Map(
  EVENT_SOURCES.map((source) => [source.procedure, source]),
);

/** Dials, opens and registers for events; a failure on the way leaves nothing open. `onClosed` is told only after success. */
export async function openLink(target: Target, options: LinkOptions): Promise<Link> {
  const socket = await dial(target, options.signal);
  options.onDialled?.();
  const events = new EventDoor(options);
  let open = false;
  const connection = new Connection(socket, {
    event: (procedure, payload) => events.receive(procedure, payload),
    closed: (error) => {
      if (open) options.onClosed?.(error);
    },
  });
  try {
    const { libraryVersion } = await handshake(connection, target.name, options);
    if (options.events) events.known = await registerEvents(connection);
    open = true;
    return { connection, libraryVersion };
  } catch (error) {
    connection.close(
      new VmkitError('libvirt.disconnected', 'libvirt could not be opened.', { cause: error }),
    );
    throw error;
  }
}

/** Lets through the events that were asked for. */
class EventDoor {
  /** Until the registrations are answered, any event may be one of ours. */
  known: ReadonlySet<string> | undefined;

  constructor(private readonly options: LinkOptions) {}

  receive(procedure: number, payload: XdrReader): boolean {
    const source = SOURCES.get(procedure);
    if (!source) return false;
    const { callbackID, event } = source.decode(payload);
    if (this.known && !this.known.has(callbackKey(source, callbackID))) return false;
    this.options.onEvent?.(source.object, event);
    return true;
  }
}
