import { expect, test } from 'vitest';
import { captureCommands } from '../capture/commands.ts';
import { captureRequest } from '../../shared/model/capture.ts';
import { capturePlan } from './testing/samples.ts';
import { run } from '../system/run.ts';
import { vmkit } from './testing/vmkit.ts';

const requests = [
  captureRequest.parse({ name: 'web', disks: ['/dev/sdb'], repository: 'captures' }),
  captureRequest.parse({
    name: 'web',
    disks: ['/dev/sdb', '/srv/an image.raw'],
    repository: "it's $(mine)",
    exclude: ['/dev/sdb3'],
    consistency: 'live',
    freezeBudgetMs: 2500,
    compression: 'zlib',
    verify: false,
    resume: true,
  }),
];

test.each(requests)(
  'the command shown for a plan, typed into a shell, asks for the same plan',
  async (request) => {
    const { vmkit: line } = captureCommands(request, '/srv/captures');
    const { stdout } = await run(['sh', '-c', `printf '%s\\0' ${line}`]);
    const words = stdout.split('\0').slice(1, -1);
    const { err, calls } = await vmkit([...words, '--dry-run'], {
      answers: { 'capture.plan': () => capturePlan() },
    });
    expect(err).toBe('');
    expect(calls).toEqual([{ name: 'capture.plan', input: request }]);
  },
);
