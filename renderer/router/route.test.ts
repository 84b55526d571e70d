import { expect, it } from 'vitest';
import { linkTo, parseRoute } from './route.ts';

it('reads back the links it makes, whatever a name holds', () => {
  for (const name of ['web1', 'a b', 'a/b', 'ü#?&%', '..']) {
    expect(parseRoute(linkTo('machines', name, 'console'))).toEqual({
      page: 'machines',
      rest: [name, 'console'],
    });
  }
});

it('takes anything unknown for the overview', () => {
  for (const hash of ['', '#', '#/', '#/nowhere/1', '#/constructor']) {
    expect(parseRoute(hash)).toEqual({ page: 'overview', rest: [] });
  }
});

it('keeps a part that is not valid percent-encoding as it is', () => {
  expect(parseRoute('#/jobs/%E0%A4%A')).toEqual({ page: 'jobs', rest: ['%E0%A4%A'] });
});
