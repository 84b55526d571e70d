import type { Locator, Page } from '@playwright/test';

export type RailName = 'Overview' | 'Virtualize' | 'Machines' | 'Storage' | 'Networks' | 'Jobs' | 'Settings';

/** What surrounds every page: rail, top bar, command palette. */
export class Frame {
  constructor(readonly page: Page) {}

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  get connection(): Locator {
    return this.page.getByRole('button', { name: /^Connection: / });
  }

  get jobs(): Locator {
    return this.page.getByRole('link', { name: /^Jobs: / });
  }

  get palette(): Locator {
    return this.page.getByRole('dialog', { name: 'Command palette' });
  }

  /** Leaves the health page of the first start. */
  async pastFirstRun(): Promise<void> {
    await this.page.getByRole('button', { name: 'Continue to the overview' }).click();
    await this.page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  }

  async go(name: RailName): Promise<void> {
    await this.rail(name).click();
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  rail(name: RailName): Locator {
    return this.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true });
  }
}
