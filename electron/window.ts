import { BrowserWindow, nativeTheme, shell } from 'electron';
import { fileURLToPath } from 'node:url';

const BACKGROUND = { light: '#f7f5f2', dark: '#171615' } as const;

/** Opens the window on the built page, sandboxed, and keeps it there. */
export function openWindow(pageUrl: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 900,
    minHeight: 640,
    show: false,
    title: 'VMKit Desktop',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  keepAtHome(window, pageUrl);
  void window.loadURL(pageUrl);
  return window;
}

// Our page never navigates; links of documentation open in the user's browser.
function keepAtHome(window: BrowserWindow, pageUrl: string): void {
  const { webContents } = window;
  webContents.on('will-navigate', (event) => {
    if (withoutFragment(event.url) !== withoutFragment(pageUrl)) event.preventDefault();
  });
  webContents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith('https://')) void shell.openExternal(url);
    return { action: 'deny' };
  });
  webContents.session.setPermissionRequestHandler((_contents, permission, allow) => {
    allow(permission === 'clipboard-sanitized-write');
  });
}

function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? '';
}
