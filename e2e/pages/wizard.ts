import type { Locator, Page } from '@playwright/test';

/** The Virtualize wizard. */
export class Wizard {
  constructor(readonly page: Page) {}

  /** The heading of the step that is shown. */
  step(title: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 2, name: title });
  }

  get next(): Locator {
    return this.page.getByRole('button', { name: 'Next', exact: true });
  }

  disk(path: string): Locator {
    return this.page.getByRole('checkbox', { name: `Capture ${path}`, exact: true });
  }

  get repository(): Locator {
    return this.page.getByRole('combobox', { name: 'Storage repository' });
  }

  get name(): Locator {
    return this.page.getByRole('main').getByRole('textbox', { name: 'Name', exact: true });
  }

  get command(): Locator {
    return this.page.getByRole('region', { name: 'vmkit' });
  }

  get cancel(): Locator {
    return this.page.getByRole('button', { name: /^Cancel / });
  }

  async open(): Promise<void> {
    await this.page
      .getByRole('main')
      .getByRole('link', { name: 'Virtualize this computer', exact: true })
      .click();
    await this.step('This computer').waitFor();
  }

  /** From the first step to the second, with this disk chosen. */
  async chooseDisk(path: string): Promise<void> {
    await this.next.click();
    await this.step('What to make it of').waitFor();
    await this.disk(path).check();
    await this.next.click();
    await this.step('Where to and how').waitFor();
  }

  async createRepository(name: string, path: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New repository' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'New repository' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('textbox', { name: 'Folder' }).fill(path);
    await dialog.getByRole('button', { name: 'Create repository' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Makes a capture only, and no machine. */
  async captureOnly(): Promise<void> {
    await this.page.getByRole('radio', { name: /A capture only/ }).check();
  }

  async size(cpus: number, memory: string): Promise<void> {
    await this.page.getByRole('spinbutton', { name: 'Virtual CPUs' }).fill(String(cpus));
    await this.page.getByRole('textbox', { name: 'Memory' }).fill(memory);
  }
}
