import type { Check } from '../check.ts';
import { accelerationCheck } from './acceleration.ts';
import { defaultNetworkCheck } from './default-network.ts';
import { diskToolsCheck } from './disk-tools.ts';
import { dnsmasqCheck } from './dnsmasq.ts';
import { helperCheck } from './helper.ts';
import { libvirtAccessCheck } from './libvirt-access.ts';
import { libvirtCheck } from './libvirt.ts';
import { ovmfCheck } from './ovmf.ts';
import { partcloneCheck } from './partclone.ts';
import { qemuImgCheck } from './qemu-img.ts';
import { qemuCheck } from './qemu.ts';
import { spaceCheck } from './space.ts';
import { tracefsCheck } from './tracefs.ts';

/** In the order in which they are shown: what everything rests on comes first. */
export const CHECKS: readonly Check[] = [
  qemuCheck,
  qemuImgCheck,
  libvirtCheck,
  libvirtAccessCheck,
  helperCheck,
  accelerationCheck,
  partcloneCheck,
  diskToolsCheck,
  defaultNetworkCheck,
  dnsmasqCheck,
  ovmfCheck,
  tracefsCheck,
  spaceCheck,
];
