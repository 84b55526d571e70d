import { app, Menu } from 'electron';
import type { BrowserWindow } from 'electron';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createServices } from './app/create-services.ts';
import type { Services } from './app/create-services.ts';
import { createLog } from './app/log.ts';
import { appPaths } from './app/paths.ts';
import { forwardEvents, registerIpc } from './ipc/register.ts';
import { signalJobs } from './job-signals.ts';
import { openWindow } from './window.ts';

const PAGE = pathToFileURL(fileURLToPath(new URL('../renderer/index.html', import.meta.url))).href;

let window: BrowserWindow | undefined;
let services: Services | undefined;
let quitting = false;

function show(path?: string): void {
  if (!services) return;
  if (!window || window.isDestroyed()) {
    window = openWindow(path ? `${PAGE}#${path}` : PAGE);
    forwardEvents(services, window.webContents);
    return;
  }
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  if (path) window.webContents.send('vmkit:event', 'navigate', { to: path });
}

async function start(): Promise<void> {
  await app.whenReady();
  Menu.setApplicationMenu(null);
  const log = createLog(appPaths().state);
  services = await createServices({
    interactive: false,
    openWindow: (machine) =>
      show(machine === undefined ? undefined : `/machines/${encodeURIComponent(machine)}`),
    electron: { version: process.versions.electron ?? '', standIn: isStandIn() },
  });
  registerIpc({ services, pageUrl: PAGE, log: (text) => log.info(text) });
  signalJobs(services, () => window, show);
  show();
}

// The set-up script leaves this file beside the pinned stand-in runtime.
function isStandIn(): boolean {
  return existsSync(join(dirname(process.execPath), 'vmkit-stand-in'));
}

function main(): void {
  if (process.getuid?.() === 0) {
    process.stderr.write(
      'The window of VMKit does not run as root. Start it with `npm start`, or as an ordinary user.\n',
    );
    app.exit(1);
    return;
  }
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.on('second-instance', () => show());
  // A closed window keeps running jobs alive; without jobs it ends the application.
  app.on('window-all-closed', () => {
    if (!services?.busy()) app.quit();
    else services.events.on('job.changed', () => void quitWhenIdle());
  });
  app.on('before-quit', (event) => {
    if (quitting || !services) return;
    event.preventDefault();
    quitting = true;
    void services.close().finally(() => app.quit());
  });
  start().catch((error: unknown) => {
    process.stderr.write(
      `VMKit could not start: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    app.exit(1);
  });
}

async function quitWhenIdle(): Promise<void> {
  // The job's end is announced just before it leaves the list of running ones.
  await new Promise((resolve) => setTimeout(resolve, 100));
  if ((!window || window.isDestroyed()) && !services?.busy()) app.quit();
}

main();
