import type { ObjectEvent } from '../events.ts';
import type { Value } from '../xdr/codec.ts';
import { list, struct } from '../xdr/compose.ts';
import { int, string, uhyper } from '../xdr/primitives.ts';
import type { XdrReader } from '../xdr/reader.ts';
import {
  LIFECYCLE,
  NETWORK_LIFECYCLE,
  NODE_DEVICE_LIFECYCLE,
  POOL_LIFECYCLE,
  SECRET_LIFECYCLE,
} from './lifecycle.ts';
import { domain, network, nodeDevice, optionalString, secret, storagePool, typedParameter } from './types.ts';

export type ObjectKind = 'domain' | 'network' | 'storagePool' | 'nodeDevice' | 'secret';

/** One kind of event: what to register for, the number of its message, how it reads. */
export interface EventSource {
  readonly object: ObjectKind;
  /** libvirt's number for the registration. */
  readonly id: number;
  /** Number of the message. */
  readonly procedure: number;
  readonly decode: (from: XdrReader) => DecodedEvent;
}

export interface DecodedEvent {
  readonly callbackID: number;
  readonly event: ObjectEvent;
}

type Message = Readonly<Record<string, unknown>> & { readonly callbackID: number };
type Describe<M> = (message: M) => readonly [kind: string, detail: string];
type Named = { readonly name: string; readonly uuid: string };

function source<M extends Message>(
  object: ObjectKind,
  id: number,
  procedure: number,
  codec: { decode(from: XdrReader): M },
  named: (message: M) => Named,
  describe: Describe<M>,
): EventSource {
  const decode = (from: XdrReader): DecodedEvent => {
    const message = codec.decode(from);
    const [kind, detail] = describe(message);
    const { name, uuid } = named(message);
    return { callbackID: message.callbackID, event: { uuid, name, kind, detail } };
  };
  return { object, id, procedure, decode };
}

interface DomainMessage extends Message {
  readonly dom: Value<typeof domain>;
}

function ofDomain<M extends DomainMessage>(
  id: number,
  procedure: number,
  codec: { decode(from: XdrReader): M },
  describe: Describe<M>,
): EventSource {
  return source('domain', id, procedure, codec, (message) => message.dom, describe);
}

const start = { callbackID: int, dom: domain } as const;
const device = struct({ ...start, devAlias: string });
const lifecycle = { event: int, detail: int } as const;

const DOMAIN_EVENTS: readonly EventSource[] = [
  ofDomain(0, 318, struct({ ...start, ...lifecycle }), (m) => {
    const known = LIFECYCLE[m.event];
    return [known?.kind ?? 'changed', known?.details[m.detail] ?? ''];
  }),
  ofDomain(1, 319, struct(start), () => ['rebooted', '']),
  ofDomain(6, 324, struct({ ...start, path: string, alias: string, action: int, reason: string }), (m) => [
    'io-error',
    m.alias,
  ]),
  ofDomain(
    9,
    327,
    struct({ ...start, old: optionalString, new: optionalString, alias: string, reason: int }),
    (m) => ['disk-changed', m.alias],
  ),
  ofDomain(10, 328, struct({ ...start, devAlias: string, reason: int }), (m) => ['tray-changed', m.devAlias]),
  ofDomain(13, 331, struct({ ...start, actual: uhyper }), () => ['balloon-changed', '']),
  ofDomain(15, 333, device, (m) => ['device-removed', m.devAlias]),
  ofDomain(16, 339, struct({ ...start, dst: string, type: int, status: int }), (m) => ['block-job', m.dst]),
  ofDomain(18, 348, struct({ ...start, state: int, reason: int }), (m) => [
    'agent',
    m.state === 1 ? 'connected' : 'disconnected',
  ]),
  ofDomain(19, 354, device, (m) => ['device-added', m.devAlias]),
  ofDomain(21, 363, struct({ ...start, params: list(typedParameter, 64) }), () => ['job-completed', '']),
  ofDomain(22, 367, device, (m) => ['device-removal-failed', m.devAlias]),
  ofDomain(23, 379, struct({ ...start, type: int, uri: optionalString }), (m) => [
    'metadata-changed',
    m.uri ?? '',
  ]),
  ofDomain(26, 438, struct({ ...start, alias: string, size: uhyper }), (m) => [
    'memory-device-resized',
    m.alias,
  ]),
];

const ofNetwork = struct({ callbackID: int, net: network, ...lifecycle });
const ofPool = struct({ callbackID: int, pool: storagePool, ...lifecycle });
const ofPoolRefresh = struct({ callbackID: int, pool: storagePool });
const ofDevice = struct({ callbackID: int, dev: nodeDevice, ...lifecycle });
const ofDeviceUpdate = struct({ callbackID: int, dev: nodeDevice });
const ofSecret = struct({ callbackID: int, secret, ...lifecycle });
const ofSecretValue = struct({ callbackID: int, secret });

const secretName = (m: { readonly secret: Value<typeof secret> }): Named => ({
  uuid: m.secret.uuid,
  name: m.secret.usageID,
});
const deviceName = (m: { readonly dev: { readonly name: string } }): Named => ({
  uuid: '',
  name: m.dev.name,
});

/** Every kind of event that this client listens to. */
export const EVENT_SOURCES: readonly EventSource[] = [
  ...DOMAIN_EVENTS,
  source(
    'network',
    0,
    315,
    ofNetwork,
    (m) => m.net,
    (m) => [NETWORK_LIFECYCLE[m.event] ?? 'changed', ''],
  ),
  source(
    'storagePool',
    0,
    370,
    ofPool,
    (m) => m.pool,
    (m) => [POOL_LIFECYCLE[m.event] ?? 'changed', ''],
  ),
  source(
    'storagePool',
    1,
    373,
    ofPoolRefresh,
    (m) => m.pool,
    () => ['refreshed', ''],
  ),
  source('nodeDevice', 0, 376, ofDevice, deviceName, (m) => [
    NODE_DEVICE_LIFECYCLE[m.event] ?? 'changed',
    '',
  ]),
  source('nodeDevice', 1, 377, ofDeviceUpdate, deviceName, () => ['updated', '']),
  source('secret', 0, 382, ofSecret, secretName, (m) => [SECRET_LIFECYCLE[m.event] ?? 'changed', '']),
  source('secret', 1, 383, ofSecretValue, secretName, () => ['value-changed', '']),
];
