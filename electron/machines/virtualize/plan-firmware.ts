import type { CaptureHost } from '../../../shared/model/capture.ts';
import type { MachinePlan, VirtualizeRequest } from '../../../shared/model/machine.ts';
import type { Bootability } from '../../helper/protocol.ts';

export interface FirmwarePlan {
  readonly firmware: MachinePlan['firmware'];
  readonly secureBoot: boolean;
  readonly warnings: readonly string[];
}

/**
 * Firmware of the machine: as asked, else what the captured boot loader is made for, else as on the host.
 * Secure Boot stays on where the host has it on.
 */
export function planFirmware(
  asked: VirtualizeRequest['firmware'],
  host: CaptureHost,
  bootability: Bootability,
): FirmwarePlan {
  const found = bootability.bootLoader === null ? host.firmware : bootability.firmware;
  const firmware = asked === 'auto' ? found : asked;
  const warnings: string[] = [];
  if (bootability.bootLoader === null) {
    warnings.push('No boot loader was found on the captured disks: the machine may not start by itself.');
  } else if (firmware !== bootability.firmware) {
    warnings.push(
      `The captured boot loader (${bootability.bootLoader}) is made for ${bootability.firmware.toUpperCase()}, not ${firmware.toUpperCase()}.`,
    );
  }
  if (firmware === 'uefi') {
    warnings.push(
      "The host's UEFI boot entries are not on its disks: the machine starts from the fallback path EFI/BOOT.",
    );
  }
  return { firmware, secureBoot: firmware === 'uefi' && host.secureBoot === true, warnings };
}
