import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { tour } from '../pages/tour.ts';
import { hostDisks, removeAll, REPOSITORIES } from './host.ts';
import { expect, test } from './launch.ts';
import { resize } from './resize.ts';

const REPOSITORY = 'window-axe';
const MACHINE = 'axe-twin';

test.afterEach(() => removeAll(MACHINE, REPOSITORY));

test('axe finds nothing on any page, light or dark, and nothing scrolls sideways', async ({
  launched,
  window,
}) => {
  test.setTimeout(600_000);
  const found: string[] = [];
  const host = {
    repository: REPOSITORY,
    folder: `${REPOSITORIES}/${REPOSITORY}`,
    machine: MACHINE,
    bootableDisk: hostDisks.bootable,
    largeDisk: hostDisks.large,
  };
  await tour(window, host, async (name) => {
    await resize(launched.app, window, [900, 640]);
    const wide = await sideways(window);
    await resize(launched.app, window, [1280, 800]);
    await window.emulateMedia({ colorScheme: 'light' });
    const light = await violations(window);
    await window.emulateMedia({ colorScheme: 'dark' });
    const dark = await violations(window);
    found.push(...[...wide, ...light, ...dark].map((problem) => `${name}: ${problem}`));
  });
  expect(found).toEqual([]);
});

/** What axe finds on the page as it stands: the rule, and where. */
function violations(window: Page): Promise<readonly string[]> {
  return window.evaluate<readonly string[]>(`(async () => {
    if (!globalThis.axe) { ${axe.source} }
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' at ' + target.join(' ')));
  })()`);
}

/** The page, where it is wider than its place in the smallest window. */
function sideways(window: Page): Promise<readonly string[]> {
  return window.evaluate(() => {
    const wide = ['html', 'main'].filter((name) => {
      const element = document.querySelector(name);
      return element !== null && element.scrollWidth > element.clientWidth;
    });
    return wide.map((name) => `${name} scrolls sideways`);
  });
}
