/** Words for the numbers in libvirt's lifecycle events (include/libvirt/libvirt-domain.h and its neighbours), in order. */

export const LIFECYCLE: readonly { readonly kind: string; readonly details: readonly string[] }[] = [
  { kind: 'defined', details: ['added', 'updated', 'renamed', 'from-snapshot'] },
  { kind: 'undefined', details: ['removed', 'renamed'] },
  { kind: 'started', details: ['booted', 'migrated', 'restored', 'from-snapshot', 'wakeup'] },
  {
    kind: 'suspended',
    details: [
      'paused',
      'migrated',
      'io-error',
      'watchdog',
      'restored',
      'from-snapshot',
      'api-error',
      'postcopy',
      'postcopy-failed',
    ],
  },
  { kind: 'resumed', details: ['unpaused', 'migrated', 'from-snapshot', 'postcopy', 'postcopy-failed'] },
  {
    kind: 'stopped',
    details: ['shutdown', 'destroyed', 'crashed', 'migrated', 'saved', 'failed', 'from-snapshot'],
  },
  { kind: 'shutdown', details: ['finished', 'guest', 'host'] },
  { kind: 'pmsuspended', details: ['memory', 'disk'] },
  { kind: 'crashed', details: ['panicked', 'crashloaded'] },
];

export const NETWORK_LIFECYCLE: readonly string[] = ['defined', 'undefined', 'started', 'stopped'];
export const POOL_LIFECYCLE: readonly string[] = [
  'defined',
  'undefined',
  'started',
  'stopped',
  'created',
  'deleted',
];
export const NODE_DEVICE_LIFECYCLE: readonly string[] = ['created', 'deleted', 'defined', 'undefined'];
export const SECRET_LIFECYCLE: readonly string[] = ['defined', 'undefined'];
