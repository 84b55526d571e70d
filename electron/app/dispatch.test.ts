import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contract } from '../../shared/ipc.ts';
import type { Handlers } from '../../shared/ipc.ts';
import { dispatch, localCall } from './dispatch.ts';

/** Handlers that say what reached them. */
function recording(): { readonly handlers: Handlers; readonly reached: string[] } {
  const reached: string[] = [];
  const entries = Object.keys(contract).map((name) => [name, async () => reached.push(name)]);
  return { handlers: Object.fromEntries(entries) as Handlers, reached };
}

const context = { signal: new AbortController().signal, report: () => undefined };

describe('dispatch', () => {
  it('refuses names that are not the contract’s own, inherited ones included', async () => {
    const { handlers, reached } = recording();
    for (const name of ['', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'app.Info']) {
      await expect(dispatch(handlers, name, {}, context)).rejects.toMatchObject({
        code: 'ipc.unknown-procedure',
      });
    }
    expect(reached).toEqual([]);
  });

  it('lets no input through that the schema refuses, whatever it is', async () => {
    const { handlers, reached } = recording();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(contract)), fc.anything(), async (name, input) => {
        reached.length = 0;
        await dispatch(handlers, name, input, context).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'input.invalid' });
        });
        const accepted = contract[name as keyof typeof contract].input.safeParse(input).success;
        expect(reached.length > 0).toBe(accepted);
      }),
    );
  });

  it('names the field that is wrong', async () => {
    const { handlers } = recording();
    const request = { name: '../etc', disks: ['/dev/sda'], repository: 'default' };
    await expect(dispatch(handlers, 'capture.start', request, context)).rejects.toMatchObject({
      code: 'input.invalid',
      detail: { at: 'name' },
      hint: expect.stringContaining('name'),
    });
  });

  it.each([
    'a b',
    "it's",
    '"q"',
    '../x',
    'a:b',
    'a,b',
    '$(id)',
    '-x',
    '.hidden',
    'x'.repeat(300),
    'naïve',
    'a\nb',
    '',
  ])('refuses %j as the name of a capture', async (name) => {
    const { handlers, reached } = recording();
    const call = localCall(handlers);
    await expect(call('capture.start', { name, disks: ['/dev/sda'], repository: 'r' })).rejects.toMatchObject(
      { code: 'input.invalid' },
    );
    expect(reached).toEqual([]);
  });
});
