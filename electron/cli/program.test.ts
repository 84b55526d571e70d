import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { buildProgram } from './program.ts';
import { vmkit } from './testing/vmkit.ts';
import type { Io } from './context.ts';

function commandsOf(command: Command, path: string[] = []): string[][] {
  const deeper = command.commands.flatMap((one) => commandsOf(one, [...path, one.name()]));
  return command.commands.length === 0 ? [path] : deeper;
}

const silent = { out: { write: () => undefined, columns: 80 }, err: { columns: 80 } } as unknown as Io;
const leaves = commandsOf(buildProgram(silent, async () => undefined, '0'));

describe('help', () => {
  test.each(leaves.map((path) => path.join(' ')))(
    '`vmkit %s --help` has examples and opens nothing',
    async (path) => {
      const { code, out, opened } = await vmkit([...path.split(' '), '--help']);
      expect(code).toBe(0);
      expect(out).toMatch(/Examples:\n {2}\S/);
      expect(out).toContain('Global Options:');
      expect(opened).toBe(false);
    },
  );

  test.each(leaves.map((path) => path.join(' ')))('each example of `vmkit %s` is accepted', async (path) => {
    const { out } = await vmkit([...path.split(' '), '--help']);
    const examples = out.slice(out.indexOf('Examples:')).split('\n').slice(1);
    for (const example of examples.filter((line) => line.startsWith('  vmkit'))) {
      const words = (example.split(/ [|<>] /)[0] ?? '').trim().split(' ').slice(1);
      const { code, err } = await vmkit(words, { reply: 'y' });
      expect(code, err).not.toBe(2);
    }
  });

  test('the program itself shows its version', async () => {
    expect(await vmkit(['--version'])).toMatchObject({ code: 0, out: '0.0.0\n' });
  });

  test('verbs of later issues are absent rather than dead', () => {
    const names = leaves.map((path) => path.join(' '));
    expect(names).not.toContain('machine migrate');
    expect(names).not.toContain('network create-nat');
  });
});

describe('wrong usage', () => {
  test.each([
    [['host', 'captur'], /Did you mean capture/],
    [['host', 'info', '--section', 'nonsense'], /nonsense/],
    [['machine', 'start'], /Missing required argument 'name'/],
    [['--frob'], /Unknown option '--frob'/],
    [['host'], /No command was given/],
    [[], /No command was given/],
    [['host', 'capture', '../x', '--disk', '/dev/sdb'], /NAME: A name starts with a letter or digit/],
    [['host', 'virtualize', 'web', '--memory', '12Q'], /--memory: "12Q" is not a size/],
    [['host', 'virtualize', 'web', '--cpus', '0'], /--cpus: "0" is not a whole number above zero/],
    [['host', 'virtualize', 'web', '--from-capture', 'web', '--disk', '/dev/sdb'], /cannot be used with/],
    [['machine', 'start', 'a', 'b'], /too many arguments/i],
  ])('%j ends with 2, says what is wrong, and opens nothing', async (argv, message) => {
    const { code, err, out, opened } = await vmkit(argv);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err).toContain('Next: ');
    expect(out).toBe('');
    expect(opened).toBe(false);
  });

  test('with --json it is an error document on standard error, nothing on standard output', async () => {
    const { code, err, out } = await vmkit(['host', 'capture', '--json', '--dsk', 'x']);
    expect(code).toBe(2);
    expect(out).toBe('');
    const { error } = JSON.parse(err) as { error: { code: string; message: string; hint: string } };
    expect(error.code).toBe('input.invalid');
    expect(error.message).toMatch(/Unknown option '--dsk'/);
    expect(error.hint).toContain('--help');
  });
});
