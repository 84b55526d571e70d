import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../system/run.ts';

/** Assembles guest.S (needs binutils) and writes its bytes, without the empty rest of the ROM, into guest.gen.ts. */
async function buildGuest(): Promise<void> {
  const here = import.meta.dirname;
  const folder = await mkdtemp(join(tmpdir(), 'vmkit-guest-'));
  try {
    const [object, linked, rom] = ['guest.o', 'guest.elf', 'guest.bin'].map((name) => join(folder, name));
    if (object === undefined || linked === undefined || rom === undefined) return;
    await run(['as', '--64', '-o', object, join(here, 'guest.S')]);
    await run(['ld', '-m', 'elf_x86_64', '-Ttext', '0xF0000', '-e', '0xF0000', '-o', linked, object]);
    await run(['objcopy', '-O', 'binary', '-j', '.text', linked, rom]);
    await writeFile(join(here, 'guest.gen.ts'), source(await readFile(rom)));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function source(rom: Buffer): string {
  const code = rom.subarray(0, 0xfff0);
  let end = code.length;
  while (end > 0 && code[end - 1] === 0) end -= 1;
  const lines =
    code
      .subarray(0, end)
      .toString('hex')
      .match(/.{1,96}/g) ?? [];
  return `// Made by build-guest.ts from guest.S. DO NOT EDIT.

/** The guest's code, hexadecimal; it starts at the beginning of the 64 KiB ROM. */
export const GUEST_CODE =
${lines.map((line) => `  '${line}'`).join(' +\n')};

/** What stands at the reset vector, the last 16 bytes of the ROM: a far jump to the code. */
export const GUEST_RESET = '${rom.subarray(0xfff0).toString('hex')}';
`;
}

await buildGuest();
