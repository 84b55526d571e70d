import type { Page } from '@playwright/test';
import { Frame } from './frame.ts';
import { MachineDetails } from './machine.ts';
import { Wizard } from './wizard.ts';

/** What the tour makes and captures. */
export interface TourHost {
  readonly repository: string;
  readonly folder: string;
  readonly machine: string;
  readonly bootableDisk: string;
  readonly largeDisk: string;
}

/** Called at each stop, with a name that can be a file's. */
export type Visit = (name: string) => Promise<void>;

/**
 * Goes through every page and every step of the wizard of a fresh start, empty first, then with a machine and its
 * capture. Leaves the machine and the repository behind.
 */
export async function tour(page: Page, host: TourHost, visit: Visit): Promise<void> {
  const look: Visit = async (name) => {
    await settled(page);
    await visit(name);
  };
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const frame = new Frame(page);
  await emptyPages(page, frame, look);
  await wizardSteps(page, frame, host, look);
  await filledPages(page, frame, host, look);
  await cancelledJob(page, frame, host, look);
}

/** Nothing waits for data any more. */
async function settled(page: Page): Promise<void> {
  for (const waiting of await page.getByRole('status', { name: /^Loading / }).all())
    await waiting.waitFor({ state: 'hidden' });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

async function emptyPages(page: Page, frame: Frame, look: Visit): Promise<void> {
  await frame.title.filter({ hasText: 'Welcome' }).waitFor();
  await look('first-run');
  await frame.pastFirstRun();
  await look('overview-locked');
  await page.getByRole('button', { name: 'Unlock with administrator rights' }).click();
  await page.getByText('GPT', { exact: false }).first().waitFor();
  await look('overview');
  const parts = page.getByRole('navigation', { name: 'Parts of the overview' });
  for (const part of ['Software', 'Network']) {
    await parts.getByRole('link', { name: part }).click();
    await look(`overview-${part.toLowerCase()}`);
  }
  for (const name of ['Machines', 'Storage', 'Networks', 'Jobs', 'Settings'] as const) {
    await frame.go(name);
    await look(`${name.toLowerCase()}-empty`.replace('settings-empty', 'settings'));
  }
  await page.keyboard.press('Control+k');
  await frame.palette.waitFor();
  await look('palette');
  await page.keyboard.press('Escape');
  await frame.palette.waitFor({ state: 'hidden' });
  await frame.connection.click();
  await look('connection');
  await page.keyboard.press('Escape');
}

async function wizardSteps(page: Page, frame: Frame, host: TourHost, look: Visit): Promise<void> {
  const wizard = new Wizard(page);
  await frame.go('Virtualize');
  await look('wizard-1-inspect');
  await wizard.next.click();
  await wizard.disk(host.bootableDisk).check();
  await look('wizard-2-disks');
  await wizard.next.click();
  await page.getByRole('button', { name: 'New repository' }).click();
  await look('wizard-3-new-repository');
  await page.keyboard.press('Escape');
  await wizard.createRepository(host.repository, host.folder);
  await wizard.name.fill(host.machine);
  await look('wizard-3-destination');
  await wizard.next.click();
  await wizard.step('The machine').waitFor();
  await wizard.size(1, '512 MiB');
  await page.getByRole('switch', { name: 'Start the machine afterwards' }).check();
  await look('wizard-4-machine');
  await wizard.next.click();
  await wizard.command.waitFor({ timeout: 60_000 });
  await look('wizard-5-review');
  await page.getByRole('button', { name: 'Capture and create machine' }).click();
  await wizard.step(`${host.machine} is ready`).waitFor({ timeout: 300_000 });
  await look('wizard-7-done');
}

async function filledPages(page: Page, frame: Frame, host: TourHost, look: Visit): Promise<void> {
  await frame.go('Machines');
  await look('machines');
  await page.getByRole('main').getByRole('link', { name: host.machine, exact: true }).click();
  await look('machine');
  await new MachineDetails(page, host.machine).openConsole();
  await look('machine-console');
  await page.getByRole('link', { name: 'XML', exact: true }).click();
  await look('machine-xml');
  await frame.go('Storage');
  await look('storage');
  await page.getByRole('main').getByRole('link', { name: host.machine, exact: true }).first().click();
  await look('capture');
  await frame.go('Jobs');
  await look('jobs');
  await frame.go('Overview');
  await look('overview-jobs');
}

async function cancelledJob(page: Page, frame: Frame, host: TourHost, look: Visit): Promise<void> {
  const wizard = new Wizard(page);
  await frame.go('Virtualize');
  await page.getByRole('button', { name: 'Virtualize another' }).click();
  await wizard.chooseDisk(host.largeDisk);
  await wizard.captureOnly();
  await wizard.name.fill('large');
  await wizard.next.click();
  await wizard.step('The machine').waitFor();
  await wizard.next.click();
  await page.getByRole('button', { name: 'Start capture' }).click();
  await wizard.cancel.waitFor();
  await look('wizard-6-run');
  await wizard.cancel.click();
  await page.getByRole('button', { name: 'Cancel job' }).click();
  await wizard.step(/ was cancelled$/).waitFor();
  await look('wizard-6-cancelled');
}
