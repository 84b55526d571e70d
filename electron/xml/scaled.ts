import type { Element } from '@xmldom/xmldom';
import { invalidXml } from './characters.ts';

const POWERS = 'kmgtpe';

/**
 * Factor of a unit as libvirt reads it: `KiB`, `K` and `k` are 1024, `KB` is 1000, `b` and `bytes` are 1.
 * Source: formatdomain.html, memory allocation.
 */
function factorOf(unit: string): number | undefined {
  const match = /^(?:(b|bytes?)|([kmgtpe])(ib|b)?)$/i.exec(unit);
  if (!match) return undefined;
  if (match[1]) return 1;
  const base = match[3]?.toLowerCase() === 'b' ? 1000 : 1024;
  return base ** (POWERS.indexOf((match[2] ?? '').toLowerCase()) + 1);
}

/**
 * Bytes of a scaled integer such as `<memory unit='KiB'>1024</memory>`; 0 where the element is missing.
 * `defaultUnit` is libvirt's for that element: KiB for a domain's memory, bytes for pools and volumes.
 * @throws VmkitError `xml.invalid` for anything that is not a number with a known unit.
 */
export function scaledBytes(element: Element | undefined, defaultUnit: 'KiB' | 'bytes'): number {
  if (!element) return 0;
  const number = element.textContent?.trim() ?? '';
  const factor = factorOf(element.getAttribute('unit') || defaultUnit);
  if (!/^\d{1,20}$/.test(number) || factor === undefined) {
    throw invalidXml(`<${element.nodeName}> holds no size that can be read.`);
  }
  return Number(number) * factor;
}
