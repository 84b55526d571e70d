import { expect, it } from 'vitest';
import { EMPTY_VALUES } from '../../stores/wizard-values.ts';
import { choices } from './choices.ts';
import { diskReason } from './disk-reason.ts';
import { mappedNics, suggested } from './use-machine-facts.ts';

const GIB = 1024 ** 3;
const FACTS = { threads: 8, memoryBytes: 24 * GIB, nics: [{ name: 'eno1', mac: '52:54:00:00:00:01' }] };

it('suggests three quarters of the original, and at least one CPU', () => {
  expect(suggested(FACTS)).toEqual({ cpus: 6, memoryBytes: 18 * GIB });
  expect(suggested({ ...FACTS, threads: 1 }).cpus).toBe(1);
});

it('keeps the network chosen for an interface and leaves new ones unplugged', () => {
  const before = [{ name: 'eno1', mac: '52:54:00:00:00:01', network: 'default' }];
  const nics = [...FACTS.nics, { name: 'eno2', mac: '52:54:00:00:00:02' }];
  expect(mappedNics({ ...FACTS, nics }, before).map(({ network }) => network)).toEqual(['default', null]);
});

it('says under each step what was chosen', () => {
  const values = {
    ...EMPTY_VALUES,
    disks: ['/dev/sdb'],
    name: 'web1',
    repository: 'r',
    cpus: 1,
    memoryBytes: GIB,
  };
  expect(choices('source', values)).toBe('/dev/sdb');
  expect(choices('destination', values)).toBe('web1, r');
  expect(choices('machine', values)).toBe('1 CPU, 1.0 GiB');
  expect(choices('machine', { ...values, goal: 'capture' })).toBe('capture only');
});

it('names what uses a disk that cannot be captured', () => {
  expect(diskReason({ inUse: [{ path: '/dev/sda1', how: 'mounted on', where: '/' }] })).toContain(
    '/dev/sda1: mounted on /',
  );
});
