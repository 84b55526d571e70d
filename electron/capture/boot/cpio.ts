import type { InitramfsEntry } from './initramfs.ts';

const HEADER_BYTES = 110;

/**
 * Reads a cpio archive in the kernel's format (newc, `070701` or `070702`; initramfs buffer format in the kernel's
 * documentation), without copying its contents.
 * @returns its files, and where it ends; nothing and 0 where there is no archive.
 */
export function listArchive(bytes: Buffer): { entries: readonly InitramfsEntry[]; end: number } {
  const entries: InitramfsEntry[] = [];
  let at = 0;
  while (at + HEADER_BYTES <= bytes.length && isHeader(bytes, at)) {
    const size = field(bytes, at, 6);
    const nameSize = field(bytes, at, 11);
    const nameAt = at + HEADER_BYTES;
    const contentAt = align(nameAt + nameSize);
    const name = bytes.toString('utf8', nameAt, nameAt + nameSize - 1);
    at = align(contentAt + size);
    if (name === 'TRAILER!!!') break;
    entries.push({ name, content: bytes.subarray(contentAt, contentAt + size) });
  }
  return { entries, end: Math.min(at, bytes.length) };
}

function isHeader(bytes: Buffer, at: number): boolean {
  return /^07070[12]$/.test(bytes.toString('latin1', at, at + 6));
}

/** Header fields are eight hex digits each, behind the six of the magic. */
function field(bytes: Buffer, at: number, index: number): number {
  const start = at + 6 + index * 8;
  return parseInt(bytes.toString('latin1', start, start + 8), 16) || 0;
}

function align(position: number): number {
  return Math.ceil(position / 4) * 4;
}
