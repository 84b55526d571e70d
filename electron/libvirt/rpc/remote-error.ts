import type { ErrorCode } from '../../../shared/errors.ts';
import { VmkitError } from '../../../shared/errors.ts';
import { errorCodeName, LibvirtErrorCode } from '../protocol/error-codes.ts';
import { domain, network, optionalString } from '../protocol/types.ts';
import type { Value } from '../xdr/codec.ts';
import { optional, struct } from '../xdr/compose.ts';
import { int } from '../xdr/primitives.ts';

/** What follows a header with status `error`. */
export const remoteError = struct({
  code: int,
  domain: int,
  message: optionalString,
  level: int,
  dom: optional(domain),
  str1: optionalString,
  str2: optionalString,
  str3: optionalString,
  int1: int,
  int2: int,
  net: optional(network),
});

const DENIED_HINT =
  'Add yourself to the group libvirt and log in again, or answer the question for a password.';

/** libvirt's errors that have a code of our own, and the next step. */
const OWN: ReadonlyMap<number, readonly [ErrorCode, string?]> = new Map<
  number,
  readonly [ErrorCode, string?]
>([
  [
    LibvirtErrorCode.noDomain,
    ['machine.not-found', 'It may have been removed meanwhile; look at the list again.'],
  ],
  [LibvirtErrorCode.noNetwork, ['network.not-found', 'Look at `vmkit network list`.']],
  [LibvirtErrorCode.noStoragePool, ['repository.not-found', 'Look at `vmkit storage list`.']],
  [LibvirtErrorCode.authFailed, ['libvirt.denied', DENIED_HINT]],
  [LibvirtErrorCode.authCancelled, ['libvirt.denied', DENIED_HINT]],
  [LibvirtErrorCode.authUnavailable, ['libvirt.denied', DENIED_HINT]],
  [LibvirtErrorCode.accessDenied, ['libvirt.denied', DENIED_HINT]],
  [LibvirtErrorCode.operationDenied, ['libvirt.denied', 'This connection can only read.']],
]);

/** The error that a reply carries, with libvirt's numbers as facts: `libvirtCode`, `libvirtCodeName`, `libvirtDomain`. */
export function toVmkitError(error: Value<typeof remoteError>): VmkitError {
  const [code, hint] = OWN.get(error.code) ?? ['libvirt.failed' as const];
  const name = errorCodeName(error.code);
  return new VmkitError(code, error.message ?? `libvirt failed without saying why (${name}).`, {
    hint,
    detail: {
      libvirtCode: error.code,
      libvirtCodeName: name,
      libvirtDomain: error.domain,
      level: error.level,
      str1: error.str1,
      str2: error.str2,
      str3: error.str3,
      int1: error.int1,
      int2: error.int2,
    },
  });
}
