import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../system/run.ts';
import { vmkit } from '../testing/vmkit.ts';

async function bashCompletes(words: readonly string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vmkit-completion-'));
  try {
    const file = join(folder, 'vmkit.bash');
    await writeFile(file, (await vmkit(['completion', 'bash'])).out);
    const ask = `. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _vmkit; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await run(['bash', '-c', ask, 'bash', file, ...words]);
    return stdout.trim().split('\n');
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('bash completes groups, verbs, options and the choices of options', async () => {
  expect(await bashCompletes(['vmkit', 'ho'])).toEqual(['host']);
  expect(await bashCompletes(['vmkit', 'host', 'show'])).toEqual(['show-capture']);
  expect(await bashCompletes(['vmkit', '--json', 'host', 'capture', 'web', '--comp'])).toEqual([
    '--compression',
  ]);
  expect(await bashCompletes(['vmkit', 'host', 'capture', 'web', '--compression', ''])).toEqual([
    'zstd',
    'zlib',
    'none',
  ]);
});

test('every command is in the scripts for zsh and fish, which need no services', async () => {
  for (const shell of ['zsh', 'fish']) {
    const { out, code, opened } = await vmkit(['completion', shell]);
    expect({ code, opened }).toEqual({ code: 0, opened: false });
    for (const words of ['host virtualize', 'storage create-repo', 'jobs resume', 'machine console']) {
      expect(out).toContain(words);
    }
  }
});

test('another shell is refused as wrong usage', async () => {
  expect((await vmkit(['completion', 'csh'])).code).toBe(2);
});
