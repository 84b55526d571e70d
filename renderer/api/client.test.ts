import { describe, expect, it } from 'vitest';
import type { Answer, Bridge } from '../../shared/ipc.ts';
import { createCall } from './client.ts';

interface Sent {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
}

function fakeBridge(answer: (sent: Sent) => Promise<Answer>) {
  const cancelled: string[] = [];
  let progress: (id: string, value: unknown) => void = () => undefined;
  const bridge: Bridge = {
    call: (id, name, input) => answer({ id, name, input }),
    cancel: (id) => void cancelled.push(id),
    onProgress: (listener) => {
      progress = listener;
      return () => undefined;
    },
    onEvent: () => () => undefined,
  };
  return { bridge, cancelled, report: (id: string, value: unknown) => progress(id, value) };
}

const never = new Promise<Answer>(() => undefined);

describe('the client of the contract', () => {
  it('gives the value of an answer', async () => {
    const { bridge } = fakeBridge(async () => ({ ok: true, value: [] }));
    await expect(createCall(bridge, () => 'one')('jobs.list', {})).resolves.toEqual([]);
  });

  it('rejects with the code, hint and facts of an error envelope', async () => {
    const error = {
      code: 'disk.in-use',
      message: 'In use.',
      hint: 'Unmount it.',
      detail: { device: '/dev/sda' },
    } as const;
    const { bridge } = fakeBridge(async () => ({ ok: false, error }));
    await expect(createCall(bridge, () => 'one')('jobs.list', {})).rejects.toMatchObject(error);
  });

  it('cancels on the other side when its signal is aborted, and rejects at once', async () => {
    const { bridge, cancelled } = fakeBridge(() => never);
    const abort = new AbortController();
    const running = createCall(bridge, () => 'one')('jobs.list', {}, { signal: abort.signal });
    abort.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(cancelled).toEqual(['one']);
  });

  it('sends nothing where the signal was aborted before', async () => {
    const sent: Sent[] = [];
    const { bridge } = fakeBridge((call) => {
      sent.push(call);
      return never;
    });
    const running = createCall(bridge, () => 'one')('jobs.list', {}, { signal: AbortSignal.abort() });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(sent).toEqual([]);
  });

  it('hands progress to its own call only, and none after the end', async () => {
    let finish: (answer: Answer) => void = () => undefined;
    const { bridge, report } = fakeBridge(() => new Promise((resolve) => (finish = resolve)));
    const seen: unknown[] = [];
    const onProgress = (chunk: unknown): void => void seen.push(chunk);
    const running = createCall(bridge, () => 'one')(
      'machines.console',
      { name: 'a', id: 'console-1' },
      { onProgress },
    );
    report('one', 1);
    report('two', 2);
    finish({ ok: true, value: { reason: 'off' } });
    await running;
    report('one', 3);
    expect(seen).toEqual([1]);
  });
});
