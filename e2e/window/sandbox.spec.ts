import { readFile } from 'node:fs/promises';
import { expect, test } from './launch.ts';

test('the window runs as an ordinary user, its page in the sandbox', async ({ launched, window }) => {
  await expect(window.locator('main')).toBeVisible();
  const { uid, page } = await launched.app.evaluate(({ BrowserWindow }) => ({
    uid: process.getuid?.(),
    page: BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  }));
  expect(uid).toBeGreaterThan(0);
  const status = await statusOf(page);
  // proc(5): 2 is a seccomp filter; a second number in NSpid is a PID namespace of its own.
  expect(status).toMatch(/^Seccomp:\s+2$/m);
  expect(status).toMatch(/^NSpid:\s+\d+\s+\d+/m);
});

function statusOf(pid: number): Promise<string> {
  return readFile(`/proc/${pid}/status`, 'utf8');
}
