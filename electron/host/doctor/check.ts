import type { SectionOptions } from '../section-options.ts';

/** What a check found. `fix`: whether its repair would help here. */
export interface Finding {
  readonly state: 'ok' | 'warning' | 'failed';
  /** A sentence. */
  readonly finding: string;
  /** The next step, or null where all is well. */
  readonly hint: string | null;
  readonly fixable?: boolean;
}

/** One thing that must be in order, and how it is looked at. Checks never change anything. */
export interface Check {
  readonly id: CheckId;
  readonly title: string;
  look(options: SectionOptions): Promise<Finding>;
}

/** The closed list of checks; repairs bear the same names. */
export const CHECK_IDS = [
  'qemu',
  'qemu-img',
  'partclone',
  'disk-tools',
  'libvirt',
  'libvirt-access',
  'acceleration',
  'default-network',
  'dnsmasq',
  'ovmf',
  'helper',
  'tracefs',
  'space',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** All is well. */
export function fine(finding: string): Finding {
  return { state: 'ok', finding, hint: null };
}
