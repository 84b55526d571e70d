import { describe, expect, it } from 'vitest';
import { captureRequest } from '../../shared/model/capture.ts';
import { virtualizeRequest } from '../../shared/model/machine.ts';
import { EMPTY_VALUES, problemsOf, requestOf, wizardValues } from './wizard-values.ts';
import type { WizardValues } from './wizard-values.ts';

const COMPLETE: WizardValues = {
  ...EMPTY_VALUES,
  disks: ['/dev/loop7'],
  repository: 'captures',
  name: 'web1',
  cpus: 2,
  memoryBytes: 1024 ** 3,
  nics: [{ mac: '52:54:00:12:34:56', name: 'eno1', network: null }],
};

const paths = (values: WizardValues): readonly string[] => problemsOf(values).map(({ path }) => path);

describe('the form of the wizard', () => {
  it('takes complete values', () => {
    expect(wizardValues.safeParse(COMPLETE).success).toBe(true);
  });

  it('names everything that is missing at once', () => {
    expect(paths(EMPTY_VALUES)).toEqual(['disks', 'repository', 'name', 'cpus', 'memoryBytes']);
  });

  it('asks for a capture instead of disks where one is to be used', () => {
    const values: WizardValues = { ...COMPLETE, source: 'existing', disks: [], repository: '' };
    expect(paths(values)).toEqual(['existing']);
  });

  it('asks for no size where only a capture is made', () => {
    expect(paths({ ...COMPLETE, goal: 'capture', cpus: 0, memoryBytes: 0 })).toEqual([]);
  });

  it.each(['my vm', '../x', 'a:b', 'a,b', '$(id)', "it's", '-a', 'x'.repeat(300)])(
    'refuses the name %j',
    (name) => {
      expect(paths({ ...COMPLETE, name })).toEqual(['name']);
    },
  );

  it.each([0, -1, 1.5, 513, Number.NaN])('refuses %j CPUs', (cpus) => {
    expect(paths({ ...COMPLETE, cpus })).toEqual(['cpus']);
  });
});

describe('what the services are asked for', () => {
  it('is a capture at rest where only a capture is wanted', () => {
    const { kind, input } = requestOf({ ...COMPLETE, goal: 'capture' });
    expect(kind).toBe('capture');
    expect(captureRequest.parse(input)).toMatchObject({ disks: ['/dev/loop7'], consistency: 'offline' });
  });

  it('is a machine made of a new capture', () => {
    const { kind, input } = requestOf(COMPLETE);
    expect(kind).toBe('virtualize');
    expect(virtualizeRequest.parse(input)).toMatchObject({
      name: 'web1',
      source: { kind: 'capture', capture: { name: 'web1', repository: 'captures' } },
      nics: [{ mac: '52:54:00:12:34:56', network: null }],
    });
  });

  it('is a machine made of an existing capture, whatever goal was chosen before', () => {
    const existing = { repository: 'captures', capture: 'old' };
    const { input } = requestOf({ ...COMPLETE, goal: 'capture', source: 'existing', existing });
    expect(virtualizeRequest.parse(input).source).toEqual({ kind: 'existing', ...existing });
  });
});
