import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { VmkitError } from '../../shared/errors.ts';
import type { ProgressReport } from '../../shared/model/job.ts';
import { callerUid } from './caller.ts';
import { createHelper } from './client.ts';
import type { Helper } from './client.ts';
import { MAX_LINE_BYTES } from './protocol.ts';
import { serveHelper } from './server.ts';
import type { Operations } from './server.ts';

const refuse = (): Promise<never> => Promise.reject(new VmkitError('not-supported', 'Not in this test.'));

function operationsWith(own: Partial<Operations>): Operations {
  return {
    hello: async (_input, { callerUid: uid }) => ({ version: '1', uid: 0, callerUid: uid }),
    'host.section': refuse,
    'capture.plan': refuse,
    'capture.run': refuse,
    'capture.list': async () => [],
    'capture.show': refuse,
    'capture.delete': async () => null,
    'capture.bootability': refuse,
    'disk.bootability': refuse,
    'doctor.fix': async () => null,
    ...own,
  };
}

/** A client and a server joined by real streams, through the real codec. */
function joined(own: Partial<Operations> = {}): {
  helper: Helper;
  toServer: PassThrough;
  toClient: PassThrough;
  served: Promise<void>;
} {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const served = serveHelper({
    input: toServer,
    output: toClient,
    operations: operationsWith(own),
    callerUid: 1000,
  });
  const ended = served.then(() => new VmkitError('helper.died', 'ended'));
  const helper = createHelper(async () => ({ input: toServer, output: toClient, ended }));
  return { helper, toServer, toClient, served };
}

describe('the helper', () => {
  it('answers calls, many at once, and says who asks', async () => {
    const { helper } = joined();
    const answers = await Promise.all(Array.from({ length: 50 }, () => helper.call('hello', {})));
    expect(new Set(answers.map(({ callerUid: uid }) => uid))).toEqual(new Set([1000]));
  });

  it('carries errors whole', async () => {
    const { helper } = joined({
      'doctor.fix': () =>
        Promise.reject(
          new VmkitError('disk.in-use', 'In use.', { hint: 'Unmount.', detail: { path: '/dev/x' } }),
        ),
    });
    await expect(helper.call('doctor.fix', { id: 'x' })).rejects.toMatchObject({
      code: 'disk.in-use',
      hint: 'Unmount.',
      detail: { path: '/dev/x' },
    });
  });

  it('carries reports while an operation runs', async () => {
    const { helper } = joined({
      'doctor.fix': async (_input, { report }) => {
        report({ kind: 'log', text: 'one' });
        report({ kind: 'log', text: 'two' });
        return null;
      },
    });
    const reports: ProgressReport[] = [];
    await helper.call('doctor.fix', { id: 'x' }, { report: (report) => reports.push(report) });
    expect(reports.map((report) => report.kind === 'log' && report.text)).toEqual(['one', 'two']);
  });

  it('cancels an operation when the caller does', async () => {
    const { helper } = joined({ 'doctor.fix': (_input, { signal }) => untilAborted(signal) });
    const abort = new AbortController();
    const call = helper.call('doctor.fix', { id: 'x' }, { signal: abort.signal });
    setTimeout(() => abort.abort(), 5);
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('interrupts what runs, waits for its clean-up and ends when its input closes', async () => {
    let cleaned = false;
    const { helper, toServer, served } = joined({
      'doctor.fix': async (_input, { signal }) => {
        await untilAborted(signal).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 20));
        cleaned = true;
        return null;
      },
    });
    void helper.call('doctor.fix', { id: 'x' }).catch(() => undefined);
    await helper.call('hello', {});
    toServer.end();
    await served;
    expect(cleaned).toBe(true);
  });

  it('refuses operations that are not on its list, inherited names included', async () => {
    const { helper, toClient } = joined();
    await helper.call('hello', {});
    for (const name of ['constructor', '__proto__', 'run', 'sh -c id']) {
      // @ts-expect-error a compromised caller is not typed
      await expect(helper.call(name, {})).rejects.toMatchObject({ code: 'helper.protocol' });
    }
    expect(toClient.writable).toBe(true);
  });

  it('refuses input that the schema refuses: extra fields, relative targets, names with slashes', async () => {
    const { helper } = joined();
    const target = { repository: 'r', directory: '/srv' };
    await expect(helper.call('capture.delete', { target, name: '../x' })).rejects.toMatchObject({
      code: 'input.invalid',
    });
    // @ts-expect-error an extra field
    await expect(helper.call('hello', { program: 'sh' })).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it.each([
    ['not JSON', 'hello\n'],
    ['not a request', '{"kind":"eval"}\n'],
    ['a line without end', 'x'.repeat(MAX_LINE_BYTES + 1)],
  ])('ends at once when it is told %s', async (_what, text) => {
    const { toServer, served } = joined();
    toServer.write(text);
    await served;
  });

  it('fails every waiting call once when it dies, and starts again for the next', async () => {
    let launches = 0;
    const died = new VmkitError('helper.died', 'gone');
    const helper = createHelper(async () => {
      launches += 1;
      return { input: new PassThrough(), output: new PassThrough(), ended: Promise.resolve(died) };
    });
    await expect(helper.call('hello', {})).rejects.toBe(died);
    await expect(helper.call('hello', {})).rejects.toBe(died);
    expect(launches).toBe(2);
    expect(helper.running).toBe(false);
  });
});

describe('who asks', () => {
  it('is told by pkexec, then sudo, else it is us', () => {
    expect(callerUid({ PKEXEC_UID: '1000', SUDO_UID: '5' })).toBe(1000);
    expect(callerUid({ SUDO_UID: '5' })).toBe(5);
    expect(callerUid({ PKEXEC_UID: 'root' })).toBe(process.getuid?.());
  });
});

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
