import { open, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { VmkitError } from '../../../shared/errors.ts';
import { run } from '../../system/run.ts';
import { listArchive } from './cpio.ts';

const unzip = promisify(gunzip);

/** How the kernel recognizes a packed initramfs (lib/decompress.c), and the program that unpacks each. */
const PACKERS: readonly { magic: string; suffix: string; argv: readonly [string, ...string[]] }[] = [
  { magic: '28b52ffd', suffix: 'zst', argv: ['zstd', '--decompress', '--quiet', '--force'] },
  { magic: 'fd377a585a00', suffix: 'xz', argv: ['xz', '--decompress', '--force'] },
  { magic: '02214c18', suffix: 'lz4', argv: ['lz4', '--decompress', '--quiet', '--force'] },
  { magic: '5d0000', suffix: 'lzma', argv: ['xz', '--decompress', '--format=lzma', '--force'] },
  { magic: '425a68', suffix: 'bz2', argv: ['bzip2', '--decompress', '--force'] },
  { magic: '894c5a4f', suffix: 'lzo', argv: ['lzop', '--decompress', '--force'] },
];

export interface InitramfsEntry {
  readonly name: string;
  readonly content: Buffer;
}

/**
 * Files of an initramfs: any number of cpio archives behind each other, plain (early microcode) or packed with
 * whatever the kernel unpacks. Unpacks into files beside `path`.
 * @throws VmkitError `program.missing` where the packer is not installed, `not-supported` for an unknown one.
 */
export async function readInitramfs(path: string, signal?: AbortSignal): Promise<readonly InitramfsEntry[]> {
  const entries: InitramfsEntry[] = [];
  let rest: Buffer = await readFile(path);
  for (let part = 0; part < 8 && rest.length > 0; part += 1) {
    const archive = listArchive(rest);
    entries.push(...archive.entries);
    rest = skipZeros(rest.subarray(archive.end));
    if (rest.length === 0 || rest.subarray(0, 5).toString('latin1') === '07070') continue;
    rest = await unpack(rest, `${path}.${part}`, signal);
  }
  return entries;
}

function skipZeros(bytes: Buffer): Buffer {
  let start = 0;
  while (start < bytes.length && bytes[start] === 0) start += 1;
  return bytes.subarray(start);
}

async function unpack(bytes: Buffer, path: string, signal?: AbortSignal): Promise<Buffer> {
  const magic = bytes.subarray(0, 6).toString('hex');
  if (magic.startsWith('1f8b')) return unzip(bytes);
  const packer = PACKERS.find((known) => magic.startsWith(known.magic));
  if (!packer) throw new VmkitError('not-supported', 'The initramfs is packed in a way that is not known.');
  const packed = `${path}.${packer.suffix}`;
  await writeFile(packed, bytes, { mode: 0o600 });
  const output = packer.suffix === 'lz4' ? [path] : []; // without it lz4 writes to standard output
  await run([...packer.argv, packed, ...output], { signal, timeoutMs: 120_000 });
  const file = await open(path);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}
