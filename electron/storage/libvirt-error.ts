import { isVmkitError } from '../../shared/errors.ts';
import type { LibvirtErrorCode } from '../libvirt/index.ts';

/** True where libvirt itself answered with that error (a name of `LibvirtErrorCode`). */
export function isLibvirtError(error: unknown, name: keyof typeof LibvirtErrorCode): boolean {
  return isVmkitError(error) && error.detail?.libvirtCodeName === name;
}
