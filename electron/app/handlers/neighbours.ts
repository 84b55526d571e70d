import type { Handlers } from '../../../shared/ipc.ts';
import { defineMachine } from '../../machines/define-machine.ts';
import { listMachines } from '../../machines/list-machines.ts';
import { showMachine } from '../../machines/show-machine.ts';
import { shutdownMachine } from '../../machines/shutdown-machine.ts';
import { startMachine } from '../../machines/start-machine.ts';
import { stopMachine } from '../../machines/stop-machine.ts';
import { listNetworks } from '../../network/list-networks.ts';
import { createRepository } from '../../storage/create-repository.ts';
import { listRepositories } from '../../storage/list-repositories.ts';
import type { ServiceSet } from '../service-set.ts';

type Neighbours =
  | 'storage.list'
  | 'storage.create'
  | 'networks.list'
  | 'machines.list'
  | 'machines.show'
  | 'machines.define'
  | 'machines.start'
  | 'machines.shutdown'
  | 'machines.stop';

/** Storage repositories, networks and machines, straight from libvirt. */
export function neighbourHandlers({ connection }: ServiceSet): Pick<Handlers, Neighbours> {
  return {
    'storage.list': async (_input, { signal }) => listRepositories(await connection.libvirt(), { signal }),
    'storage.create': async (request, { signal }) =>
      createRepository(await connection.libvirt(), request, { signal }),
    'networks.list': async (_input, { signal }) => listNetworks(await connection.libvirt(), { signal }),
    'machines.list': async (_input, { signal }) => listMachines(await connection.libvirt(), { signal }),
    'machines.show': async ({ name }, { signal }) =>
      showMachine(await connection.libvirt(), name, { signal }),
    'machines.define': async ({ xml }, { signal }) =>
      defineMachine(await connection.libvirt(), xml, { signal }),
    'machines.start': async ({ name }, { signal }) =>
      startMachine(await connection.libvirt(), name, { signal }),
    'machines.shutdown': async ({ name }, { signal }) =>
      shutdownMachine(await connection.libvirt(), name, { signal }),
    'machines.stop': async ({ name }, { signal }) =>
      stopMachine(await connection.libvirt(), name, { signal }),
  };
}
