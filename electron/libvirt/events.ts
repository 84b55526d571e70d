import type { ConnectionState } from './client.ts';

/** What happened to one object. State comes from reading the object, never from an event. */
export interface ObjectEvent {
  readonly uuid: string;
  readonly name: string;
  /** What happened: `defined`, `undefined`, `started`, `stopped`, … */
  readonly kind: string;
  /** More of it: `added`, `shutdown`, `crashed`, the alias of a device, …; empty where there is none. */
  readonly detail: string;
}

/** Kinds of domain events: libvirt's lifecycle, and what else makes a machine look different. */
export type DomainEvent = ObjectEvent;

export interface EventMap {
  readonly domain: DomainEvent;
  readonly network: ObjectEvent;
  readonly storagePool: ObjectEvent;
  /** Node devices have no UUID: it is empty. */
  readonly nodeDevice: ObjectEvent;
  readonly secret: ObjectEvent;
  readonly state: ConnectionState;
  /** The connection was lost and is back: everything may have changed, read it again. */
  readonly reset: Readonly<Record<never, never>>;
}
