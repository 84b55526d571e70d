import { z } from 'zod';
import { VmkitError } from '../../shared/errors.ts';
import type { Network } from '../../shared/model/network.ts';
import { note, print, type Context } from './context.ts';
import { facts } from './output/facts.ts';
import { printJson } from './output/json.ts';
import { neutralise } from './output/neutralise.ts';
import { table, type Column } from './output/table.ts';
import { stateColour, yesNo } from './output/words.ts';
import { verb } from './verb.ts';

export async function listNetworks(context: Context): Promise<void> {
  const networks = await context.call('networks.list', {});
  if (context.options.json) return printJson(context, networks);
  if (networks.length === 0)
    return note(context, 'No networks. libvirt makes one called `default` when it is installed.');
  const { out } = context.io;
  const shape: Column<Network>[] = [
    { title: 'NAME', value: (one) => one.name },
    { title: 'STATE', value: stateOf, style: (one, cell) => stateColour(out, stateOf(one), cell) },
    { title: 'MODE', value: (one) => one.mode },
    { title: 'BRIDGE', value: (one) => one.bridge ?? '' },
    { title: 'ADDRESSES', value: (one) => one.addresses.join(', ') },
    { title: 'DHCP', value: (one) => yesNo(one.dhcp) },
    { title: 'AUTOSTART', value: (one) => yesNo(one.autostart) },
  ];
  print(context, table(networks, shape, out.columns, out.colour.bold));
}

/** @throws VmkitError `network.not-found`. */
export async function showNetwork(context: Context, input: { readonly name: string }): Promise<void> {
  const networks = await context.call('networks.list', {});
  const network = networks.find((one) => one.name === input.name || one.uuid === input.name);
  if (!network) {
    throw new VmkitError('network.not-found', `There is no network "${input.name}".`, {
      hint: '`vmkit network list-networks` shows those there are.',
    });
  }
  if (context.options.json) return printJson(context, network);
  print(context, [
    context.io.out.colour.bold(neutralise(network.name)),
    ...facts([
      ['State', stateOf(network)],
      ['Mode', network.mode],
      ['Bridge', network.bridge],
      ['Addresses', network.addresses.join(', ')],
      ['DHCP', yesNo(network.dhcp)],
      ['Autostart', yesNo(network.autostart)],
      ['Kept', network.persistent ? 'yes' : 'no, gone when it stops'],
      ['UUID', network.uuid],
    ]),
  ]);
}

function stateOf(network: Network): string {
  return network.active ? 'active' : 'inactive';
}

export const networkVerbs = [
  verb({
    usage: 'list-networks',
    summary: 'list networks',
    input: z.object({}),
    examples: ['vmkit network list-networks', 'vmkit network list-networks --json'],
    run: listNetworks,
  }),
  verb({
    usage: 'show-network <name>',
    summary: 'show one network',
    input: z.object({ name: z.string() }),
    examples: ['vmkit network show-network default'],
    run: showNetwork,
  }),
];
