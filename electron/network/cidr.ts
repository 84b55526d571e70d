import type { Element } from '@xmldom/xmldom';
import { attribute } from '../xml/index.ts';

/** Bits of a dotted netmask, or null where they are not contiguous. */
function prefixOf(netmask: string): number | null {
  const bits = netmask
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
  return /^1*0*$/.test(bits) && bits.length === 32 ? bits.replaceAll('0', '').length : null;
}

/** `address/prefix` of an `<ip>` element, or null where it has no address. Without prefix or mask: a single host. */
export function cidrOf(ip: Element): string | null {
  const address = attribute(ip, '', 'address');
  if (address === null) return null;
  const netmask = attribute(ip, '', 'netmask');
  const prefix = attribute(ip, '', 'prefix') ?? (netmask === null ? null : prefixOf(netmask));
  return `${address}/${prefix ?? (address.includes(':') ? 128 : 32)}`;
}
