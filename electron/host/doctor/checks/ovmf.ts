import { fine, type Check } from '../check.ts';
import { isThere } from '../../programs.ts';

/** Debian and Ubuntu, Fedora, Arch. */
const PLACES = [
  '/usr/share/OVMF/OVMF_CODE_4M.fd',
  '/usr/share/OVMF/OVMF_CODE.fd',
  '/usr/share/edk2/ovmf/OVMF_CODE.fd',
  '/usr/share/edk2/x64/OVMF_CODE.4m.fd',
];

export const ovmfCheck: Check = {
  id: 'ovmf',
  title: 'UEFI firmware for machines',
  async look() {
    for (const path of PLACES) if (await isThere(path)) return fine(`UEFI firmware is installed (${path}).`);
    return {
      state: 'warning',
      finding:
        'UEFI firmware (OVMF) is not installed, so hosts that boot by UEFI cannot be virtualized here.',
      hint: 'Install OVMF.',
      fixable: true,
    };
  },
};
