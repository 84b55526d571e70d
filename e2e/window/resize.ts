import type { ElectronApplication, Page } from '@playwright/test';

/** Sets the size of the page's area, and waits until the page has it. */
export async function resize(
  app: ElectronApplication,
  page: Page,
  size: readonly [number, number],
): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [width, height]) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    size,
  );
  await page.waitForFunction(([width]) => globalThis.innerWidth === width, size);
}
