import { expect, test } from 'vitest';
import { VmkitError } from '../../../shared/errors.ts';
import type { HostSection } from '../../../shared/model/host.ts';
import { disk } from '../testing/samples.ts';
import { vmkit } from '../testing/vmkit.ts';
import type { Answers } from '../testing/recording-call.ts';

const at = { takenAt: '2026-03-01T12:00:00.000Z', tookMs: 3, ok: true } as const;
const readable: readonly HostSection[] = [
  {
    ...at,
    name: 'memory',
    value: { totalBytes: 8 * 1024 ** 3, availableBytes: 1024 ** 3, swapTotalBytes: 0, swapFreeBytes: 0 },
  },
  { ...at, name: 'disks', value: [disk('/dev/sdb', { needsRoot: ['serial'] })] },
];
const answers: Answers = {
  'host.section': (input) => {
    const found = readable.find((one) => one.name === input.name);
    if (!found)
      throw new VmkitError('host.section-failed', `Cannot read ${input.name}.`, { hint: 'Try as root.' });
    return found;
  },
};

test('sections that can be read are shown, and one that fails shows its error among them', async () => {
  const { code, out } = await vmkit(['host', 'info'], { answers });
  expect(code).toBe(0);
  expect(out).toContain('Memory\n  Total      8.0 GiB');
  expect(out).toContain('Processor\n  Could not be read: Cannot read cpu.\n  Next: Try as root.');
});

test('what only root may read is said, not guessed', async () => {
  const { out } = await vmkit(['host', 'info', '--section', 'disks'], { answers });
  expect(out).toContain('Needs root to read: serial');
  expect(out).toContain('At rest: can be captured now');
});

test('JSON is keyed by section, each with its value or its error', async () => {
  const { out } = await vmkit(['host', 'info', '--section', 'hardware', '--json'], { answers });
  const document = JSON.parse(out) as Record<string, HostSection>;
  expect(document['memory']).toEqual(readable[0]);
  expect(document['cpu']).toMatchObject({ ok: false, error: { code: 'host.section-failed' } });
});

test('it fails only where nothing could be read', async () => {
  expect((await vmkit(['host', 'info', '--section', 'software'], { answers })).code).toBe(1);
});
