import { expect, it } from 'vitest';
import { VmkitError } from '../../shared/errors.ts';
import { createResource, wasAsked } from './resource.ts';

it('keeps what was read', async () => {
  const store = createResource(async () => 'read');
  expect(wasAsked(store)).toBe(false);
  await store.getState().load();
  expect(store.getState()).toMatchObject({ data: 'read', error: null, loading: false });
  expect(wasAsked(store)).toBe(true);
});

it('keeps the old data beside the error of a failed reading', async () => {
  let fails = false;
  const store = createResource(async () => {
    if (fails) throw new VmkitError('libvirt.unreachable', 'Away.');
    return 'read';
  });
  await store.getState().load();
  fails = true;
  await store.getState().load();
  expect(store.getState().data).toBe('read');
  expect(store.getState().error).toMatchObject({ code: 'libvirt.unreachable' });
});

it('answers any number of calls during a reading by one more reading', async () => {
  let readings = 0;
  const store = createResource(async () => {
    readings += 1;
    return readings;
  });
  const first = store.getState().load();
  void store.getState().load();
  void store.getState().load();
  await first;
  expect(readings).toBe(2);
  expect(store.getState().data).toBe(2);
});
