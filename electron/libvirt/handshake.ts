import { VmkitError } from '../../shared/errors.ts';
import { PROCEDURES } from './protocol/procedures.ts';
import type { Connection } from './rpc/connection.ts';

export interface Opened {
  readonly libraryVersion: number;
}

interface HandshakeOptions {
  readonly signal?: AbortSignal | undefined;
  readonly readOnly?: boolean | undefined;
  readonly keepaliveSeconds: number;
}

const AuthType = { none: 0, sasl: 1, polkit: 2 } as const;
/** libvirt's number for “this program answers pings” (VIR_DRV_FEATURE_PROGRAM_KEEPALIVE). */
const KEEPALIVE_FEATURE = 10;
const READ_ONLY = 1;
/** A libvirtd that starts takes connections at once and answers only when its drivers are ready. */
const FIRST_ANSWER_MS = 60_000;

/**
 * Authentication, keepalive, and the opening of `name`. The first opening after a start of libvirt may take some 12 s,
 * while libvirt asks QEMU what it can do.
 * @throws VmkitError `libvirt.denied`, `not-supported` (SASL), `libvirt.failed`, `libvirt.disconnected`, `cancelled`.
 */
export async function handshake(
  connection: Connection,
  name: string,
  options: HandshakeOptions,
): Promise<Opened> {
  const { signal } = options;
  await authenticate(connection, signal);
  const pings = await connection.call(
    PROCEDURES.connectSupportsFeature,
    { feature: KEEPALIVE_FEATURE },
    { signal },
  );
  if (pings.supported) connection.startKeepalive(options.keepaliveSeconds * 1000);
  await connection.call(
    PROCEDURES.connectOpen,
    { name, flags: options.readOnly ? READ_ONLY : 0 },
    { signal },
  );
  const { libVer } = await connection.call(PROCEDURES.connectGetLibVersion, {}, { signal });
  return { libraryVersion: Number(libVer) };
}

async function authenticate(connection: Connection, signal: AbortSignal | undefined): Promise<void> {
  const { types } = await connection.call(PROCEDURES.authList, {}, { signal, timeoutMs: FIRST_ANSWER_MS });
  if (types.length === 0 || types.includes(AuthType.none)) return;
  if (!types.includes(AuthType.polkit)) throw unknownAuth(types);
  const { complete } = await connection.call(PROCEDURES.authPolkit, {}, { signal });
  if (!complete) {
    throw new VmkitError('libvirt.denied', 'You may not use libvirt on this computer.', {
      hint: 'Add yourself to the group libvirt and log in again.',
    });
  }
}

function unknownAuth(types: readonly number[]): VmkitError {
  const what = types.includes(AuthType.sasl) ? 'a SASL login' : 'a login of an unknown kind';
  return new VmkitError('not-supported', `This libvirt asks for ${what}, which VMKit does not know.`, {
    hint: 'Set auth_unix_rw to "none" or "polkit" in /etc/libvirt/libvirtd.conf, or connect through qemu+ssh.',
    detail: { authTypes: types.map(String) },
  });
}
