import type { Page } from '@playwright/test';
import { contract } from '../../shared/ipc.ts';
import type { Answer } from '../../shared/ipc.ts';
import { Frame } from '../pages/frame.ts';
import { asRoot } from './host.ts';
import { expect, test } from './launch.ts';

/*
 * What a page that somebody has taken over can reach: nothing that the contract does not give, nobody is asked for a
 * password, and the application goes on.
 */
const INPUTS: readonly unknown[] = [
  ...[undefined, null, true, 0, -1, Number.NaN, 2 ** 53, 10n ** 30n, '', 'x', '\0', 'x'.repeat(100_000)],
  ...[[], [[]], {}, { name: null }, { name: '' }, { name: {} }, { name: ['..'] }, { name: 'x'.repeat(5000) }],
  ...[
    { unexpected: 1 },
    { id: '../../etc/passwd' },
    { id: 'x'.repeat(100) },
    { uri: 5 },
    { path: '/etc/shadow' },
  ],
  ...[{ constructor: { prototype: { name: 'x' } } }, new Date(0)],
  { name: 'a', disks: ['/dev/sda; reboot'], repository: '../x', compression: 'exec', verify: 'yes' },
  { name: '$(reboot)', source: { kind: 'capture', capture: {} }, cpus: 1e9, memoryBytes: -1 },
  { name: 'default', path: '/var/lib/../../etc' },
];

const NAMES = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '', ' ', 'x'.repeat(100_000)],
  ...['capture.plan ', 'CAPTURE.PLAN', 'capture', 'capture.plan.input', 'settings.get\0', '../helper', 'run'],
];

test.beforeEach(({ window }) => new Frame(window).pastFirstRun());

test.afterEach(async ({ launched, window }) => {
  expect(await rootProcesses()).toEqual([]);
  expect(launched.app.process().exitCode).toBeNull();
  await new Frame(window).go('Machines');
});

test('every procedure refuses what does not fit it', async ({ window }) => {
  for (const [name, { input }] of Object.entries(contract)) {
    const bad = INPUTS.filter((value) => !input.safeParse(value).success);
    expect(bad.length).toBeGreaterThan(10);
    const codes = await callAll(
      window,
      bad.map((value) => [name, value]),
    );
    expect([name, ...new Set(codes)]).toEqual([name, 'input.invalid']);
  }
});

test('names outside the contract are unknown', async ({ window }) => {
  const codes = await callAll(
    window,
    NAMES.map((name) => [name, {}]),
  );
  expect(codes).toEqual(NAMES.map(() => 'ipc.unknown-procedure'));
});

test('what is not a call is refused', async ({ window }) => {
  const codes = await callAll(
    window,
    [null, undefined, 5, {}, [], ['settings.get']].map((name) => [name, {}]),
  );
  expect([...new Set(codes)]).toEqual(['input.invalid']);
});

test('the bridge has four functions, and none of them can be replaced', async ({ window }) => {
  const found = await window.evaluate(() => {
    const bridge = globalThis.window.vmkit;
    const before = bridge?.call;
    try {
      Object.assign(bridge ?? {}, { call: () => undefined, extra: 1 });
    } catch {
      // frozen
    }
    const globals = ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis);
    return { same: bridge?.call === before, keys: Object.keys(bridge ?? {}).toSorted(), globals };
  });
  expect(found).toEqual({ same: true, keys: ['call', 'cancel', 'onEvent', 'onProgress'], globals: [] });
});

test('a frame in the page has no bridge', async ({ window }) => {
  const types = await window.evaluate(async () => {
    const load = (fill: (frame: HTMLIFrameElement) => void): Promise<string> =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.addEventListener('load', () =>
          resolve(String(frame.contentWindow !== null && 'vmkit' in frame.contentWindow)),
        );
        fill(frame);
        document.body.append(frame);
      });
    const empty = load((frame) => frame.setAttribute('src', 'about:blank'));
    const own = load((frame) => frame.setAttribute('srcdoc', '<p>frame</p>'));
    return [await empty, await own];
  });
  expect(types).toEqual(['false', 'false']);
});

test('the page stays where it is and opens nothing', async ({ launched, window }) => {
  const opened = await window.evaluate(() =>
    ['about:blank', 'file:///etc/passwd', 'data:text/html,x'].map((url) => globalThis.open(url) !== null),
  );
  expect(opened).toEqual([false, false, false]);
  for (const url of ['https://vmkit.invalid/', 'file:///etc/passwd'])
    expect(await launched.app.evaluate(tryToLeave, url)).toEqual({ prevented: true, moved: false });
  // Playwright goes on waiting for a navigation that was prevented.
  await window.reload();
  const count = await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(count).toBe(1);
});

test('the policy of the page forbids other people’s code and other people’s servers', async ({ window }) => {
  const violations = await window.evaluate(async () => {
    const seen: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      seen.push(effectiveDirective),
    );
    const script = document.createElement('script');
    script.textContent = 'document.title = "injected"';
    document.body.append(script);
    await fetch('https://vmkit.invalid/').catch(() => undefined);
    const image = new Image();
    const failed = new Promise((resolve) => image.addEventListener('error', resolve));
    image.src = 'https://vmkit.invalid/x.png';
    await failed;
    return [...seen, document.title];
  });
  expect(violations).toEqual(['script-src-elem', 'connect-src', 'img-src', 'Overview – VMKit Desktop']);
});

/** The code of each call's answer, `ok` where one was taken. */
function callAll(window: Page, calls: readonly (readonly [unknown, unknown])[]): Promise<string[]> {
  return window.evaluate(
    (list) =>
      Promise.all(
        list.map(async ([name, input], index) => {
          // As untyped as code of somebody else's is.
          const call = globalThis.window.vmkit?.call as (...args: unknown[]) => Promise<Answer>;
          const answer = await call(`fuzz-${index}`, name, input);
          return answer.ok ? 'ok' : answer.error.code;
        }),
      ),
    calls,
  );
}

/** In the main process: lets the page go to a URL, and tells whether that was stopped before anything was loaded. */
async function tryToLeave(
  { BrowserWindow }: typeof Electron.CrossProcessExports,
  url: string,
): Promise<{ prevented: boolean; moved: boolean }> {
  const contents = BrowserWindow.getAllWindows()[0]?.webContents;
  if (!contents) throw new Error('There is no window.');
  const before = contents.getURL();
  const prevented = new Promise<boolean>((resolve) => {
    contents.once('will-navigate', (event) => setImmediate(() => resolve(event.defaultPrevented)));
  });
  await contents.executeJavaScript(`location.assign(${JSON.stringify(url)})`);
  return { prevented: await prevented, moved: contents.getURL() !== before };
}

/** Programs that ask for a password, or that run as root for us. */
async function rootProcesses(): Promise<readonly string[]> {
  const lines = (await asRoot('ps', '-eo', 'args')).split('\n');
  return lines.filter((line) => /^(pkexec|\S*polkit-agent)|libexec\/vmkit\/helper/.test(line));
}
