import type { Element } from '@xmldom/xmldom';
import { Address4 } from 'ip-address';
import { attribute } from '../xml/index.ts';

/** Bits of a dotted netmask, or null where it is none. */
function prefixOf(netmask: string): number | null {
  try {
    return Address4.fromAddressAndMask('0.0.0.0', netmask).subnetMask;
  } catch {
    return null;
  }
}

/** `address/prefix` of an `<ip>` element, or null where it has no address. Without prefix or mask: a single host. */
export function cidrOf(ip: Element): string | null {
  const address = attribute(ip, '', 'address');
  if (address === null) return null;
  const netmask = attribute(ip, '', 'netmask');
  const prefix = attribute(ip, '', 'prefix') ?? (netmask === null ? null : prefixOf(netmask));
  return `${address}/${prefix ?? (address.includes(':') ? 128 : 32)}`;
}
