import { describe, expect, it } from 'vitest';
import { isVmkitError, VmkitError } from '../../shared/errors.ts';
import { HOST_SECTION_GROUPS, HOST_SECTION_NAMES, type HostSection } from '../../shared/model/host.ts';
import { createInspector } from './inspector.ts';
import { captureHost, readInventory } from './inventory.ts';
import { readSection } from './read-section.ts';
import { sectionReaders } from './readers.ts';

const cancelled = (error: unknown): boolean => isVmkitError(error, 'cancelled');
const dns = (server: string): HostSection => ({
  name: 'dns',
  takenAt: '2026-01-01T00:00:00.000Z',
  tookMs: 1,
  ok: true,
  value: { servers: [server], search: [] },
});

describe('this host', () => {
  it('is read in every section of hardware', async () => {
    const sections = await createInspector().all(HOST_SECTION_GROUPS.hardware);
    expect(sections.map(({ name, ok }) => [name, ok])).toEqual(
      HOST_SECTION_GROUPS.hardware.map((name) => [name, true]),
    );
  });

  it('gives an inventory that is plain JSON, has every section or its error, and no password hashes', async () => {
    const inventory = await readInventory();
    const names = [...Object.keys(inventory.sections ?? {}), ...Object.keys(inventory.errors ?? {})];
    expect(names.sort()).toEqual([...HOST_SECTION_NAMES].sort());
    expect(JSON.parse(JSON.stringify(inventory))).toEqual(inventory);
    expect(JSON.stringify(inventory)).not.toMatch(/\$(1|5|6|y)\$[./A-Za-z0-9]+/);
  });

  it('is summed up for a capture', async () => {
    const host = await captureHost();
    expect(host.threads).toBeGreaterThan(0);
    expect(host.memoryBytes).toBeGreaterThan(0);
    expect(host.hostname).not.toBe('');
  });
});

describe('a section that fails', () => {
  const readers = {
    ...sectionReaders,
    memory: () => Promise.reject(new Error('the table is torn')),
    users: () =>
      Promise.reject(new VmkitError('program.missing', 'No such program.', { hint: 'Install it.' })),
  };

  it('says why, and leaves the others alone', async () => {
    const sections = await Promise.all(
      (['memory', 'os', 'users'] as const).map((name) => readSection(name, { readers })),
    );
    expect(sections.map(({ ok }) => ok)).toEqual([false, true, false]);
    expect(sections[0]).toMatchObject({
      error: { code: 'host.section-failed', message: expect.stringContaining('the table is torn') },
    });
    expect(sections[2]).toMatchObject({ error: { code: 'program.missing', hint: 'Install it.' } });
  });

  it('is one whose value has the wrong shape', async () => {
    const odd = {
      ...sectionReaders,
      dns: () => Promise.resolve({ servers: [], search: [], extra: 1, ...JSON.parse('{"servers":7}') }),
    };
    expect(await readSection('dns', { readers: odd })).toMatchObject({
      ok: false,
      error: { code: 'host.section-failed' },
    });
  });

  it('is not one that was cancelled: that is told by rejecting', async () => {
    const stop = new AbortController();
    const reading = readSection('cpu', { signal: stop.signal });
    stop.abort();
    await expect(reading).rejects.toSatisfy(cancelled);
  });
});

describe('the inspector', () => {
  it('reads once for all who ask at the same time, keeps what it read, and reads again on request', async () => {
    let reads = 0;
    const inspector = createInspector({ read: () => Promise.resolve(dns(`${(reads += 1)}`)) });
    const [one, other] = await Promise.all([inspector.section('dns'), inspector.section('dns')]);
    expect(one).toBe(other);
    expect(await inspector.section('dns')).toBe(one);
    expect(reads).toBe(1);
    expect(await inspector.section('dns', { refresh: true })).not.toBe(one);
    expect(reads).toBe(2);
  });

  it('lets one asker give up without harm to another, and stops reading when all have', async () => {
    let finish: (section: HostSection) => void = () => undefined;
    let stopped: AbortSignal | undefined;
    const inspector = createInspector({
      read: (_name, signal) => {
        stopped = signal;
        return new Promise((resolve, reject) => {
          finish = resolve;
          signal.addEventListener('abort', () => reject(new VmkitError('cancelled', 'Cancelled.')));
        });
      },
    });
    const impatient = new AbortController();
    const first = inspector.section('dns', { signal: impatient.signal });
    const second = inspector.section('dns');
    impatient.abort();
    await expect(first).rejects.toSatisfy(cancelled);
    expect(stopped?.aborted).toBe(false);
    finish(dns('kept'));
    expect(await second).toEqual(dns('kept'));

    const third = inspector.section('dns', { refresh: true, signal: AbortSignal.abort() });
    await expect(third).rejects.toSatisfy(cancelled);
    expect(stopped?.aborted).toBe(true);
  });

  it('ends what is being read when it is closed, and waits for its clean-up', async () => {
    let cleaned = false;
    const inspector = createInspector({
      read: async (_name, signal) => {
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        await new Promise((resolve) => setTimeout(resolve, 10));
        cleaned = true;
        throw new Error('given up');
      },
    });
    const reading = inspector.section('cpu');
    await inspector.close();
    expect(cleaned).toBe(true);
    await expect(reading).rejects.toThrow('given up');
  });
});
