import { expect, it } from 'vitest';
import { matching, paletteEntries } from './palette-entries.ts';

const entries = paletteEntries({
  machines: [
    { uuid: '1', name: 'web1', state: 'off', cpus: 1, memoryBytes: 1, persistent: true, autostart: false },
  ],
  repositories: [],
  jobs: [],
});

it('finds a machine and its console by name', () => {
  expect(matching(entries, 'web1').map(({ to }) => to)).toEqual([
    '#/machines/web1',
    '#/machines/web1/console',
  ]);
});

it('puts first what begins with the text', () => {
  expect(matching(entries, 'virt')[0]?.to).toBe('#/virtualize');
  expect(matching(entries, 'stor')[0]?.to).toBe('#/storage');
});

it('finds nothing for what is nowhere', () => {
  expect(matching(entries, 'zzz')).toEqual([]);
});
