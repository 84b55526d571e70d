import { isVmkitError } from '../../shared/errors.ts';
import { EVENT_SOURCES, type EventSource } from './protocol/events.ts';
import { PROCEDURES } from './protocol/procedures.ts';
import type { Connection } from './rpc/connection.ts';

/**
 * Asks libvirt for every kind of event, in one go. Kinds that this driver or this version does not have are left out.
 * @returns the ids under which events come from now on.
 */
export async function registerEvents(connection: Connection): Promise<ReadonlySet<string>> {
  const ids = await Promise.all(EVENT_SOURCES.map((source) => registerOne(connection, source)));
  return new Set(ids.filter((id) => id !== undefined));
}

/** Callback ids are counted for each kind of object, so the kind is part of the key. */
export function callbackKey(source: EventSource, callbackID: number): string {
  return `${source.object} ${callbackID}`;
}

async function registerOne(connection: Connection, source: EventSource): Promise<string | undefined> {
  try {
    const { callbackID } = await register(connection, source);
    return callbackKey(source, callbackID);
  } catch (error) {
    if (isVmkitError(error, 'libvirt.disconnected')) throw error;
    return undefined;
  }
}

function register(connection: Connection, source: EventSource): Promise<{ readonly callbackID: number }> {
  const eventID = source.id;
  switch (source.object) {
    case 'domain':
      return connection.call(PROCEDURES.connectDomainEventCallbackRegisterAny, { eventID });
    case 'network':
      return connection.call(PROCEDURES.connectNetworkEventRegisterAny, { eventID });
    case 'storagePool':
      return connection.call(PROCEDURES.connectStoragePoolEventRegisterAny, { eventID });
    case 'nodeDevice':
      return connection.call(PROCEDURES.connectNodeDeviceEventRegisterAny, { eventID });
    case 'secret':
      return connection.call(PROCEDURES.connectSecretEventRegisterAny, { eventID });
  }
}
