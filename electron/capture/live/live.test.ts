import { describe, expect, it } from 'vitest';
import { nextStep, type Observation } from './convergence.ts';
import { DirtyMap } from './dirty-map.ts';
import { freezeOrder, type LiveFilesystem } from './live-filesystem.ts';
import { parseTraceLine } from './trace-line.ts';

describe('a line of the trace', () => {
  it.each([
    ['block_rq_complete: 7,1 WS () 2048 + 8 be,0,4 [0]', { kind: 'changed', sector: 2048, sectors: 8 }],
    ['block_rq_complete: 8,0 DS () 0 + 2048 [0]', { kind: 'changed', sector: 0, sectors: 2048 }],
    ['block_rq_complete: 8,0 FWFSM () 9 + 1 [0]', { kind: 'changed', sector: 9, sectors: 1 }],
    // writing zeros has no letter of its own
    ['block_rq_complete: 7,1 NS () 2048 + 2048 be,0,4 [0]', { kind: 'changed', sector: 2048, sectors: 2048 }],
    ['block_rq_complete: 7,1 RAM () 520 + 8 be,0,4 [0]', { kind: 'other' }],
    ['block_rq_complete: 7,1 FF () 0 + 0 be,0,4 [0]', { kind: 'other' }],
    ['CPU:1 [LOST 1234 EVENTS]', { kind: 'lost' }],
    ['', { kind: 'other' }],
  ])('%s', (line, expected) => {
    expect(parseTraceLine(line)).toEqual(expected);
  });
});

describe('the dirty map', () => {
  it('gathers writes in whole grains, across chunks, once each', () => {
    const map = new DirtyMap();
    map.add(5000, 1);
    map.add(4096, 4096);
    map.add(128 * 1024 ** 2 - 4096, 8192);
    expect(map.bytes).toBe(3 * 4096);
    expect([...map.ranges()]).toEqual([
      { offset: 4096, length: 4096 },
      { offset: 128 * 1024 ** 2 - 4096, length: 8192 },
    ]);
    map.clear();
    expect(map.ranges().count).toBe(0);
  });
});

describe('convergence', () => {
  const MIB = 1024 ** 2;
  const seen = (change: Partial<Observation>): Observation => ({
    passes: 2,
    dirtyBytes: 10 * MIB,
    memoryBytes: 1024 * MIB,
    budgetMs: 1000,
    bytesPerSecond: 100 * MIB,
    shrinking: false,
    stalled: 0,
    ...change,
  });

  it('freezes when what is left fits the budget and another pass would not help', () => {
    expect(nextStep(seen({}))).toBe('freeze');
    expect(nextStep(seen({ shrinking: true }))).toBe('pass');
    expect(nextStep(seen({ shrinking: true, dirtyBytes: 4 * MIB }))).toBe('freeze');
  });

  it('never freezes for longer than allowed, or for more than memory holds', () => {
    expect(nextStep(seen({ dirtyBytes: 200 * MIB }))).toBe('pass');
    expect(nextStep(seen({ memoryBytes: 5 * MIB }))).toBe('pass');
  });

  it('gives up where passes do not help', () => {
    expect(nextStep(seen({ dirtyBytes: 200 * MIB, stalled: 3 }))).toBe('give-up');
    expect(nextStep(seen({ dirtyBytes: 200 * MIB, passes: 12 }))).toBe('give-up');
  });
});

it('freezes the deepest mount first and the root last', () => {
  const at = (mountPoint: string): LiveFilesystem => ({
    device: '8:1',
    type: 'ext4',
    mountPoint,
    offset: 0,
    length: 1,
    mountId: 1,
    shownDevice: '8:1',
  });
  const order = freezeOrder([at('/'), at('/srv/data'), at('/srv')]).map(({ mountPoint }) => mountPoint);
  expect(order).toEqual(['/srv/data', '/srv', '/']);
});
