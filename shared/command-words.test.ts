import fc from 'fast-check';
import { expect, test } from 'vitest';
import { run } from '../electron/system/run.ts';
import { quoteCommand } from './command-words.ts';

test('plain words stay plain', () => {
  expect(quoteCommand(['vmkit', 'host', 'capture', 'web-1', '--disk', '/dev/sda'])).toBe(
    'vmkit host capture web-1 --disk /dev/sda',
  );
});

test('an empty word keeps its place', () => {
  expect(quoteCommand(['a', '', 'b'])).toBe("a '' b");
});

test('a real shell reads back exactly the words that were quoted', async () => {
  const nasty = [
    '$(id)',
    '`id`',
    "it's",
    '"x"',
    'a b',
    '-x',
    'a:b',
    'json:{}',
    'x,y',
    '~',
    '*',
    '\\',
    'é🖥',
    'a\nb',
  ];
  const words = fc.array(
    fc.oneof(
      fc.constantFrom(...nasty),
      fc.string().filter((w) => !w.includes('\0')),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  );
  await fc.assert(
    fc.asyncProperty(words, async (list) => {
      const { stdout } = await run(['sh', '-c', `printf '%s\\0' ${quoteCommand(list)}`]);
      expect(stdout.split('\0').slice(0, -1)).toEqual(list);
    }),
    { numRuns: 40 },
  );
});
