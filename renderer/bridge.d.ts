import type { Bridge } from '../shared/ipc.ts';

declare global {
  interface Window {
    /** Put there by the preload; missing where the page is opened outside the application. */
    readonly vmkit?: Bridge;
  }
}
