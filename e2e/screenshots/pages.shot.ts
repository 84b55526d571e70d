import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { tour } from '../pages/tour.ts';
import { hostDisks, removeAll, REPOSITORIES } from '../window/host.ts';
import { test } from '../window/launch.ts';
import { resize } from '../window/resize.ts';

const FOLDER = join(import.meta.dirname, '../../screenshots');
const REPOSITORY = 'captures';
const MACHINE = 'debian-twin';
const SIZES = [
  [1280, 800],
  [900, 640],
] as const;

test.afterEach(() => removeAll(MACHINE, REPOSITORY));

test('every page and step of the wizard, light and dark, large and small', async ({ launched, window }) => {
  test.setTimeout(900_000);
  await mkdir(FOLDER, { recursive: true });
  const host = {
    repository: REPOSITORY,
    folder: `${REPOSITORIES}/${REPOSITORY}`,
    machine: MACHINE,
    bootableDisk: hostDisks.bootable,
    largeDisk: hostDisks.large,
  };
  await resize(launched.app, window, SIZES[0]);
  await tour(window, host, async (name) => {
    for (const size of SIZES.toReversed()) {
      await resize(launched.app, window, size);
      for (const colorScheme of ['dark', 'light'] as const) {
        await window.emulateMedia({ colorScheme });
        await window.screenshot({ path: join(FOLDER, `${name}-${colorScheme}-${size.join('x')}.png`) });
      }
    }
  });
});
