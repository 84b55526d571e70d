import type { Locator, Page } from '@playwright/test';

/** The page of one machine. */
export class MachineDetails {
  constructor(
    readonly page: Page,
    readonly name: string,
  ) {}

  /** The rows that the terminal shows to a screen reader. */
  get console(): Locator {
    return this.page
      .getByRole('region', { name: `Serial console of ${this.name}` })
      .locator('.xterm-accessibility');
  }

  get keyboard(): Locator {
    return this.page.getByRole('textbox', { name: `Serial console of ${this.name}` });
  }

  async openConsole(): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Parts of the machine' })
      .getByRole('link', { name: 'Console' })
      .click();
    await this.keyboard.waitFor();
  }

  async type(text: string): Promise<void> {
    await this.keyboard.focus();
    await this.page.keyboard.type(text);
  }
}
