import { execa } from 'execa';
import type { Locator, Page } from '@playwright/test';
import { Frame } from '../pages/frame.ts';
import { asRoot, define, removeAll, REPOSITORIES, smallMachine, virsh } from './host.ts';
import { expect, test } from './launch.ts';

const NAME = 'beside-virsh';

const NETWORK = `<network><name>${NAME}</name><bridge name="vmkit-beside"/></network>`;

test.beforeEach(({ window }) => new Frame(window).pastFirstRun());

test.afterEach(async () => {
  await removeAll(NAME);
  await execa('virsh', ['--connect', 'qemu:///system', 'net-undefine', NAME], { reject: false });
});

test('a machine that virsh makes comes, changes and goes by itself', async ({ window }) => {
  await new Frame(window).go('Machines');
  await define('define', smallMachine(NAME));
  await expect(row(window, /Off/)).toBeVisible();
  await virsh('start', NAME);
  await expect(row(window, /Running/)).toBeVisible();
  await virsh('suspend', NAME);
  await expect(row(window, /Paused/)).toBeVisible();
  await virsh('destroy', NAME);
  await expect(row(window, /Off/)).toBeVisible();
  await virsh('undefine', NAME);
  await expect(row(window, /./)).toBeHidden();
});

test('virsh sees what the window does', async ({ window }) => {
  await define('define', smallMachine(NAME));
  await new Frame(window).go('Machines');
  await window.getByRole('button', { name: `Start ${NAME}` }).click();
  await expect(row(window, /Running/)).toBeVisible();
  expect(await virsh('domstate', NAME)).toBe('running');
  await window.getByRole('button', { name: `Stop ${NAME}` }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(row(window, /Off/)).toBeVisible();
  expect(await virsh('domstate', NAME)).toBe('shut off');
});

test('repositories and networks that virsh makes are there', async ({ window }) => {
  const frame = new Frame(window);
  await frame.go('Storage');
  await virsh('pool-define-as', NAME, 'dir', '--target', `${REPOSITORIES}/${NAME}`);
  await virsh('pool-build', NAME);
  await virsh('pool-start', NAME);
  const repository = window.getByRole('main').getByRole('heading', { name: NAME });
  await expect(repository).toBeVisible();
  await virsh('pool-destroy', NAME);
  await virsh('pool-undefine', NAME);
  await expect(repository).toBeHidden();

  await frame.go('Networks');
  await define('net-define', NETWORK);
  await expect(row(window, /Isolated/)).toBeVisible();
  await virsh('net-undefine', NAME);
  await expect(row(window, /./)).toBeHidden();
});

test('libvirtd may go and come back', async ({ window }) => {
  const frame = new Frame(window);
  await frame.go('Machines');
  await expect(frame.connection).toHaveAccessibleName(/ Connected$/);
  await asRoot('sh', '-c', 'kill $(pidof libvirtd); while pidof libvirtd; do sleep 0.1; done');
  try {
    await expect(frame.connection).not.toHaveAccessibleName(/ Connected$/);
  } finally {
    await asRoot('sh', '-c', 'setsid libvirtd < /dev/null >> /run/log/libvirtd.log 2>&1 &');
  }
  await expect(frame.connection).toHaveAccessibleName(/ Connected$/, { timeout: 60_000 });
  await define('define', smallMachine(NAME));
  await expect(row(window, /Off/)).toBeVisible();
});

function row(window: Page, state: RegExp): Locator {
  return window.getByRole('row').filter({ hasText: NAME }).filter({ hasText: state });
}
