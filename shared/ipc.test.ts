import { describe, expect, expectTypeOf, it } from 'vitest';
import { contract } from './ipc.ts';
import type { Call, CallOptions, Handlers, Output, Progress } from './ipc.ts';
import type { HostSection } from './model/host.ts';
import type { Job } from './model/job.ts';

/*
 * The types are the test: every `@ts-expect-error` below fails `npm run types` on the day that the line under it
 * begins to compile.
 */
declare const handlers: Handlers;
declare const call: Call;

/** Never called: only compiled. */
export function mustNotCompile(): void {
  const { 'app.info': _left, ...withoutOne } = handlers;
  // @ts-expect-error a missing handler
  const incomplete: Handlers = withoutOne;
  // @ts-expect-error a handler that answers something else
  const wrongAnswer: Pick<Handlers, 'jobs.list'> = { 'jobs.list': async () => 'jobs' };
  // @ts-expect-error an unknown procedure
  void call('app.selfDestruct', {});
  // @ts-expect-error a wrong input
  void call('jobs.show', { id: 7 });
  // @ts-expect-error an input that lacks a field
  void call('capture.show', { name: 'x' });
  // @ts-expect-error a section that does not exist
  void call('host.section', { name: 'soul' });
  // @ts-expect-error progress of a procedure that has none
  void call('app.info', {}, { onProgress: () => undefined });
  void [incomplete, wrongAnswer];
}

describe('the contract', () => {
  it('gives each procedure its own types', () => {
    expectTypeOf<Output<'jobs.show'>>().toEqualTypeOf<Job>();
    expectTypeOf<Output<'host.section'>>().toEqualTypeOf<HostSection>();
    expectTypeOf<Progress<'jobs.show'>>().toEqualTypeOf<never>();
    expectTypeOf<CallOptions<'jobs.show'>['onProgress']>().toEqualTypeOf<undefined>();
  });

  it('names procedures as area.verb and refuses unknown fields in every input object', () => {
    for (const [name, { input }] of Object.entries(contract)) {
      expect(name).toMatch(/^[a-z]+\.[a-zA-Z]+$/);
      expect(input.safeParse('text').success, name).toBe(false);
      expect(input.safeParse(null).success, name).toBe(false);
    }
    expect(contract['app.info'].input.safeParse({ extra: 1 }).success).toBe(false);
  });
});
