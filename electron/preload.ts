import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS } from '../shared/ipc.ts';
import type { Answer, Bridge } from '../shared/ipc.ts';

/** The whole bridge between the sandboxed window and the main process: call, cancel, progress, event. */
const bridge: Bridge = {
  call: (id, name, input) => ipcRenderer.invoke(CHANNELS.call, id, name, input) as Promise<Answer>, // ipc/register answers so
  cancel: (id) => ipcRenderer.send(CHANNELS.cancel, id),
  onProgress: (listener) => subscribe(CHANNELS.progress, listener),
  onEvent: (listener) => subscribe(CHANNELS.event, listener),
};

function subscribe(channel: string, listener: (name: string, payload: unknown) => void): () => void {
  const hear = (_event: unknown, name: string, payload: unknown): void => listener(name, payload);
  ipcRenderer.on(channel, hear);
  return () => ipcRenderer.removeListener(channel, hear);
}

contextBridge.exposeInMainWorld('vmkit', bridge);
