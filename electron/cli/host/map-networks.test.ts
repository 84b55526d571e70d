import { expect, test } from 'vitest';
import { mapNetworks } from './map-networks.ts';

const nics = [
  { name: 'eno1', mac: '52:54:00:00:00:01' },
  { name: 'eno2', mac: '52:54:00:00:00:02' },
];

test('one network for all NICs, and none leaves all unplugged', () => {
  expect(mapNetworks(['lan'], nics).map((nic) => nic.network)).toEqual(['lan', 'lan']);
  expect(mapNetworks(['none'], nics).map((nic) => nic.network)).toEqual([null, null]);
});

test('a NIC named by address or by name goes its own way, whatever the order', () => {
  expect(mapNetworks(['52:54:00:00:00:02=dmz', 'lan'], nics).map((nic) => nic.network)).toEqual([
    'lan',
    'dmz',
  ]);
  expect(mapNetworks(['lan', 'eno1=none'], nics).map((nic) => nic.network)).toEqual([null, 'lan']);
});

test('a NIC that the host does not have is refused with those it has', () => {
  expect(() => mapNetworks(['eth7=lan'], nics)).toThrow(/eno1 \(52:54:00:00:00:01\)/);
});
