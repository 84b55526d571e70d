import type { Page } from '@playwright/test';
import { execa } from 'execa';
import { Frame } from '../pages/frame.ts';
import { Wizard } from '../pages/wizard.ts';
import {
  asRoot,
  define,
  filesBelow,
  hostDisks,
  removeAll,
  REPOSITORIES,
  smallMachine,
  virsh,
} from './host.ts';
import { expect, test } from './launch.ts';

const REPOSITORY = 'window-errors';
const FOLDER = `${REPOSITORIES}/${REPOSITORY}`;
const RULE = '/etc/polkit-1/rules.d/40-vmkit-test.rules';

test.beforeEach(({ window }) => new Frame(window).pastFirstRun());
test.afterEach(() => removeAll(REPOSITORY, 'taken'));

test('a mounted disk cannot be chosen, and says where it is mounted', async ({ window }) => {
  const wizard = new Wizard(window);
  await wizard.open();
  await wizard.next.click();
  const disk = wizard.disk(hostDisks.mounted);
  await expect(disk).toBeDisabled();
  await expect(disk).toHaveAccessibleDescription(new RegExp(`mounted .*${hostDisks.mountPoint}`));
});

test('a step that is not complete says what is missing', async ({ window }) => {
  const wizard = new Wizard(window);
  await wizard.open();
  await wizard.next.click();
  await wizard.next.click();
  await expect(window.getByRole('alert')).toContainText('Choose at least one disk.');
  await wizard.disk(hostDisks.bootable).check();
  await wizard.next.click();
  await wizard.name.fill('../x');
  await wizard.next.click();
  await expect(wizard.name).toHaveAttribute('aria-invalid', 'true');
  await expect(wizard.step('Where to and how')).toBeVisible();
});

test('a plan that cannot work is refused with a reason and a next step', async ({ window }) => {
  await define('define', smallMachine('taken'));
  await toReview(window, 'taken');
  const refusal = window.getByRole('alert').filter({ hasText: 'taken' });
  await expect(refusal).toContainText('Next step:', { timeout: 60_000 });
  await expect(window.getByRole('button', { name: 'Capture and create machine' })).toBeDisabled();
  expect(await filesBelow(FOLDER)).toEqual([]);
});

test.describe('without administrator rights', () => {
  test.beforeEach(async () => {
    await asRoot('mv', RULE, '/run/vmkit-rule');
    await expect.poll(mayUseHelper).toBe(false);
  });

  test.afterEach(async () => {
    await asRoot('mv', '/run/vmkit-rule', RULE);
    await expect.poll(mayUseHelper).toBe(true);
  });

  test('the plan says what is missing, and nothing is made', async ({ window }) => {
    await toReview(window, 'without-rights');
    const alert = window.getByRole('alert').filter({ hasText: 'Administrator rights were not given' });
    await expect(alert).toContainText('Next step:', { timeout: 60_000 });
    await alert.getByRole('button', { name: 'Details', exact: true }).click();
    await expect(alert).toContainText('helper.unauthorized');
    expect(await filesBelow(FOLDER)).toEqual([]);
    expect(await virsh('list', '--all', '--name')).not.toContain('without-rights');
  });
});

async function toReview(window: Page, name: string): Promise<void> {
  const wizard = new Wizard(window);
  await wizard.open();
  await wizard.chooseDisk(hostDisks.bootable);
  await wizard.createRepository(REPOSITORY, FOLDER);
  await wizard.name.fill(name);
  await wizard.next.click();
  await wizard.step('The machine').waitFor();
  await wizard.size(1, '512 MiB');
  await wizard.next.click();
  await wizard.step('Review').waitFor();
}

/** Whether polkit would let this user start the helper without a question. */
async function mayUseHelper(): Promise<boolean> {
  const argv = ['--action-id', 'org.vmkit.helper', '--process', String(process.pid)];
  return (await execa('pkcheck', argv, { reject: false })).exitCode === 0;
}
