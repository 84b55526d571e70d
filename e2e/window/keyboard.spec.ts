import type { Locator, Page } from '@playwright/test';
import { Frame } from '../pages/frame.ts';
import { Wizard } from '../pages/wizard.ts';
import { hostDisks, removeAll, REPOSITORIES } from './host.ts';
import { expect, launchAgain, test } from './launch.ts';

const REPOSITORY = 'window-keyboard';

test.afterEach(() => removeAll(REPOSITORY));

test('the first start shows what this computer needs, the second one the overview', async ({
  launched,
  window,
}) => {
  const frame = new Frame(window);
  await expect(frame.title).toHaveText('Welcome to VMKit Desktop');
  await expect(window.getByRole('main').getByText('libvirt', { exact: false }).first()).toBeVisible();
  await frame.pastFirstRun();
  await window.reload();
  await expect(frame.title).toHaveText('Overview');
  expect(launched.app.windows()).toHaveLength(1);
});

test('a second start shows the window of the first one and ends', async ({ launched, window }) => {
  await new Frame(window).pastFirstRun();
  await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  expect(await launchAgain(launched.home)).toBe(0);
  const seen = (): Promise<readonly boolean[]> =>
    launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible()));
  await expect.poll(seen).toEqual([true]);
});

test('the wizard can be gone through without a pointer', async ({ window }) => {
  const wizard = new Wizard(window);
  const keyboard = new Keyboard(window);
  await keyboard.press(window.getByRole('button', { name: 'Continue to the overview' }), 'Enter');
  await new Frame(window).title.filter({ hasText: 'Overview' }).waitFor();
  await keyboard.press(
    window.getByRole('main').getByRole('link', { name: 'Virtualize this computer' }),
    'Enter',
  );
  await keyboard.press(wizard.next, 'Enter');
  await keyboard.press(wizard.disk(hostDisks.bootable), 'Space');
  await expect(wizard.disk(hostDisks.bootable)).toBeChecked();
  await keyboard.press(wizard.next, 'Enter');
  await expect(wizard.step('Where to and how')).toBeFocused();

  const create = window.getByRole('button', { name: 'New repository' });
  await keyboard.press(create, 'Enter');
  const dialog = window.getByRole('dialog', { name: 'New repository' });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await window.keyboard.press('Escape');
  await expect(create).toBeFocused();
  await window.keyboard.press('Enter');
  await window.keyboard.type(REPOSITORY);
  await window.keyboard.press('Tab');
  await window.keyboard.type(`${REPOSITORIES}/${REPOSITORY}`);
  await window.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(create).toBeFocused();

  await keyboard.write(wizard.name, 'keyboard');
  await keyboard.press(wizard.next, 'Enter');
  await keyboard.write(window.getByRole('spinbutton', { name: 'Virtual CPUs' }), '1');
  await keyboard.write(window.getByRole('textbox', { name: 'Memory' }), '512M');
  await keyboard.press(wizard.next, 'Enter');
  await expect(wizard.command).toContainText('vmkit host virtualize keyboard', { timeout: 60_000 });
  await keyboard.reach(window.getByRole('button', { name: 'Capture and create machine' }));
});

test('the command palette goes anywhere, and gives the focus back', async ({ window }) => {
  const frame = new Frame(window);
  await frame.pastFirstRun();
  await frame.rail('Storage').focus();
  await window.keyboard.press('Control+k');
  await expect(frame.palette).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(frame.palette).toBeHidden();
  await expect(frame.rail('Storage')).toBeFocused();
  await window.keyboard.press('Control+k');
  await window.keyboard.type('netw');
  await window.keyboard.press('Enter');
  await expect(frame.title).toHaveText('Networks');
});

test('letters go to pages, and a list of the keys is one key away', async ({ window }) => {
  const frame = new Frame(window);
  await frame.pastFirstRun();
  await window.keyboard.press('g');
  await window.keyboard.press('m');
  await expect(frame.title).toHaveText('Machines');
  await window.keyboard.press('?');
  const help = window.getByRole('dialog', { name: 'Keyboard' });
  await expect(help).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(help).toBeHidden();
});

/** Moves by Tab, as somebody without a pointer does. */
class Keyboard {
  constructor(readonly page: Page) {}

  /** Presses Tab until the element has the focus, and sees that it shows it. */
  async reach(target: Locator): Promise<void> {
    await target.waitFor();
    await expect(target).toBeEnabled();
    for (let steps = 0; steps < 150; steps += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) break;
      await this.page.keyboard.press('Tab');
    }
    await expect(target).toBeFocused();
    expect(await target.evaluate(showsFocus)).toBe(true);
  }

  async press(target: Locator, key: 'Enter' | 'Space'): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press(key);
  }

  async write(target: Locator, text: string): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(text);
  }
}

/** An outline on the element or around it: fields and check boxes show it on the box that holds them. */
function showsFocus(element: Element): boolean {
  const around = [element, element.parentElement, element.parentElement?.querySelector('fieldset')];
  return around.some((one) => {
    if (!one) return false;
    const { outlineStyle, outlineWidth, borderTopWidth } = getComputedStyle(one);
    const outlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    return outlined || (one.tagName === 'FIELDSET' && parseFloat(borderTopWidth) >= 2);
  });
}
