import { ipcMain } from 'electron';
import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import { toEnvelope, VmkitError } from '../../shared/errors.ts';
import { CHANNELS } from '../../shared/ipc.ts';
import type { Answer } from '../../shared/ipc.ts';
import { dispatch } from '../app/dispatch.ts';
import type { Services } from '../app/create-services.ts';
import { isTrustedSender } from './sender.ts';

/** What this needs to know of the rest of the main process. */
interface Options {
  readonly services: Services;
  /** URL that the window is allowed to be at. */
  readonly pageUrl: string;
  readonly log: (text: string) => void;
}

type Calls = Map<string, AbortController>;

/**
 * Serves the contract to windows: only to the main frame of our own page. A window's calls are aborted when it dies;
 * events go to every window.
 */
export function registerIpc({ services, pageUrl, log }: Options): void {
  const calls = new WeakMap<WebContents, Calls>();
  const trusted = (event: IpcMainEvent | IpcMainInvokeEvent): boolean => {
    const ok = isTrustedSender(event, pageUrl);
    if (!ok) log(`refused a message from ${event.senderFrame?.url ?? 'a frame that is gone'}`);
    return ok;
  };

  ipcMain.handle(
    CHANNELS.call,
    async (event, id: unknown, name: unknown, input: unknown): Promise<Answer> => {
      if (!trusted(event)) return refused('ipc.forbidden-sender', 'This page may not call VMKit.');
      if (typeof id !== 'string' || typeof name !== 'string' || id.length > 64)
        return refused('input.invalid', 'Not a call.');
      const own = callsOf(calls, event.sender);
      if (own.has(id)) return refused('input.invalid', 'This call id is in use.');
      const abort = new AbortController();
      own.set(id, abort);
      try {
        const report = (progress: unknown): void => sendTo(event.sender, CHANNELS.progress, id, progress);
        return {
          ok: true,
          value: await dispatch(services.handlers, name, input, { signal: abort.signal, report }),
        };
      } catch (error) {
        const envelope = toEnvelope(error);
        log(`${name}: ${envelope.code}: ${envelope.message}`);
        return { ok: false, error: envelope };
      } finally {
        own.delete(id);
      }
    },
  );

  ipcMain.on(CHANNELS.cancel, (event, id: unknown) => {
    if (trusted(event) && typeof id === 'string') calls.get(event.sender)?.get(id)?.abort();
  });
}

/** Sends all events to a window until it is gone. */
export function forwardEvents(services: Services, contents: WebContents): void {
  const stop = services.events.onAny((name, payload) => sendTo(contents, CHANNELS.event, name, payload));
  contents.once('destroyed', stop);
}

function callsOf(calls: WeakMap<WebContents, Calls>, sender: WebContents): Calls {
  const known = calls.get(sender);
  if (known) return known;
  const own: Calls = new Map();
  const abortAll = (): void => {
    for (const abort of own.values()) abort.abort();
  };
  sender.once('destroyed', abortAll);
  sender.on('render-process-gone', abortAll);
  sender.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) abortAll();
  });
  calls.set(sender, own);
  return own;
}

function sendTo(contents: WebContents, channel: string, name: string, payload: unknown): void {
  if (!contents.isDestroyed()) contents.send(channel, name, payload);
}

function refused(code: 'ipc.forbidden-sender' | 'input.invalid', message: string): Answer {
  return { ok: false, error: toEnvelope(new VmkitError(code, message)) };
}
