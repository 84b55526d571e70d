import type { Page } from '@playwright/test';
import { Frame } from '../pages/frame.ts';
import { Wizard } from '../pages/wizard.ts';
import { filesBelow, hostDisks, removeAll, REPOSITORIES } from './host.ts';
import { expect, launchAgain, test } from './launch.ts';

const REPOSITORY = 'window-jobs';
const CAPTURE = 'large';
const FOLDER = `${REPOSITORIES}/${REPOSITORY}`;

test.afterEach(() => removeAll(REPOSITORY));

test('a capture cancelled in its midst leaves nothing, and says what was taken back', async ({ window }) => {
  const wizard = await startLargeCapture(window);
  await wizard.cancel.click();
  const question = window.getByRole('dialog', { name: /^Cancel / });
  await expect(question).toContainText('The images written so far are removed');
  await question.getByRole('button', { name: 'Cancel job' }).click();
  await expect(wizard.step(/ was cancelled$/)).toBeVisible();
  await expect(window.getByText('Taken back', { exact: true })).toBeVisible();
  await expect(window.getByText(CAPTURE, { exact: false }).first()).toBeVisible();
  expect(await filesBelow(FOLDER)).toEqual([]);
});

test('a cancel that is not confirmed stops nothing, and gives the focus back', async ({ window }) => {
  const wizard = await startLargeCapture(window);
  await wizard.cancel.click();
  await window.getByRole('dialog').getByRole('button', { name: 'Keep running' }).click();
  await expect(wizard.cancel).toBeFocused();
  await expect(wizard.step(`${CAPTURE} is ready`)).toBeVisible({ timeout: 90_000 });
  expect(await filesBelow(FOLDER)).toContain(`${CAPTURE}/manifest.json`);
});

test('a job goes on without a window, and is found again by the next one', async ({ launched, window }) => {
  await startLargeCapture(window);
  const { app, home } = launched;
  const closed = window.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await closed;
  const [again] = await Promise.all([app.waitForEvent('window'), launchAgain(home)]);
  const frame = new Frame(again);
  await expect(frame.jobs).toHaveAccessibleName(/^Jobs: 1 runs, \d+ % done$/);
  await frame.go('Jobs');
  await again.getByRole('main').getByRole('link', { name: CAPTURE }).first().click();
  await expect(again.getByRole('progressbar', { name: /^Progress of / })).toBeVisible();
  await again.getByRole('button', { name: /^Cancel / }).click();
  await again.getByRole('dialog').getByRole('button', { name: 'Cancel job' }).click();
  await expect(again.getByText('Taken back', { exact: true })).toBeVisible();
  expect(await filesBelow(FOLDER)).toEqual([]);
});

/** Through the wizard until data of the large disk is being written. */
async function startLargeCapture(window: Page): Promise<Wizard> {
  const wizard = new Wizard(window);
  await new Frame(window).pastFirstRun();
  await wizard.open();
  await wizard.chooseDisk(hostDisks.large);
  await wizard.captureOnly();
  await wizard.createRepository(REPOSITORY, FOLDER);
  await wizard.name.fill(CAPTURE);
  await wizard.next.click();
  await wizard.step('The machine').waitFor();
  await wizard.next.click();
  await window.getByRole('button', { name: 'Start capture' }).click();
  await expect.poll(() => filesBelow(FOLDER)).toContainEqual(expect.stringMatching(/\.partial/));
  return wizard;
}
