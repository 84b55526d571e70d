import { VmkitError } from '../../shared/errors.ts';
import type { Bridge, Call } from '../../shared/ipc.ts';
import { createCall } from './client.ts';

let client: Call | undefined;

/** The preload's bridge. Throws `internal` where the page runs outside the application. */
export function bridge(): Bridge {
  if (window.vmkit) return window.vmkit;
  throw new VmkitError('internal', 'This page works inside VMKit Desktop only.', {
    hint: 'Start it with npm start.',
  });
}

/** Calls a procedure of the contract. Rejects with VmkitError. */
export const call: Call = async (name, input, options) => {
  client ??= createCall(bridge());
  return client(name, input, options);
};
