import { describe, expect, it } from 'vitest';
import { isTrustedSender } from './sender.ts';

const page = 'file:///opt/vmkit/out/renderer/index.html';

describe('who may call', () => {
  it('is the main frame of our own page, wherever in it', () => {
    expect(isTrustedSender({ senderFrame: { url: page, parent: null } }, page)).toBe(true);
    expect(isTrustedSender({ senderFrame: { url: `${page}#/jobs/1`, parent: null } }, page)).toBe(true);
  });

  it.each([
    ['a frame inside it', { url: page, parent: {} }],
    ['another file', { url: 'file:///tmp/evil.html', parent: null }],
    ['a page of the web', { url: 'https://example.org/', parent: null }],
    ['a longer path', { url: `${page}.evil`, parent: null }],
    ['our page with a query', { url: `${page}?x`, parent: null }],
    ['about:blank', { url: 'about:blank', parent: null }],
  ])('is not %s', (_what, senderFrame) => expect(isTrustedSender({ senderFrame }, page)).toBe(false));

  it('is not a frame that is gone', () => expect(isTrustedSender({ senderFrame: null }, page)).toBe(false));
});
