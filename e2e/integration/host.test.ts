import { describe, expect, it } from 'vitest';
import { runDoctor } from '../../electron/host/doctor/run-doctor.ts';
import { createInspector } from '../../electron/host/inspector.ts';

describe('a host with libvirtd', () => {
  it('is found in order by the doctor: libvirt answers, and root may use it', async () => {
    const { checks } = await runDoctor();
    const states = new Map(checks.map(({ id, state }) => [id, state]));
    expect([states.get('libvirt'), states.get('libvirt-access'), states.get('qemu')]).toEqual([
      'ok',
      'ok',
      'ok',
    ]);
  });

  it('shows its interfaces, and none of them twice', async () => {
    const nics = await createInspector().section('nics');
    if (!nics.ok || nics.name !== 'nics') throw new Error('not read');
    const names = nics.value.map(({ name }) => name);
    expect(names).toContain('lo');
    expect(new Set(names).size).toBe(names.length);
  });
});
