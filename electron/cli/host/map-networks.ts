import { fromEnvelope } from '../../../shared/errors.ts';
import type { CaptureHost } from '../../../shared/model/capture.ts';
import type { VirtualizeRequestInput } from '../../../shared/model/machine.ts';
import type { Context } from '../context.ts';
import { usageError } from '../usage-error.ts';

type Nics = NonNullable<VirtualizeRequestInput['nics']>;
export type HostNic = CaptureHost['nics'][number];

/** `none`, `NETWORK` (all NICs), or `MAC=NETWORK` and `NAME=NETWORK` (one NIC); the later, narrower one counts. */
export function mapNetworks(choices: readonly string[], nics: readonly HostNic[]): Nics {
  let everywhere: string | null = null;
  const single = new Map<string, string | null>();
  for (const choice of choices) {
    const [key, network] = splitChoice(choice);
    if (key === null) everywhere = network;
    else single.set(nicOf(key, nics).mac, network);
  }
  return nics.map(({ mac }) => ({ mac, network: single.has(mac) ? (single.get(mac) ?? null) : everywhere }));
}

function splitChoice(choice: string): [key: string | null, network: string | null] {
  const at = choice.indexOf('=');
  const network = choice.slice(at + 1);
  if (network === '') throw usageError(`--network: "${choice}" names no network.`);
  return [at === -1 ? null : choice.slice(0, at), network === 'none' ? null : network];
}

function nicOf(key: string, nics: readonly HostNic[]): HostNic {
  const found = nics.find((nic) => nic.mac.toLowerCase() === key.toLowerCase() || nic.name === key);
  if (found) return found;
  const known = nics.map((nic) => `${nic.name} (${nic.mac})`).join(', ') || 'none';
  throw usageError(`--network: the host has no NIC "${key}". It has: ${known}.`);
}

/** The NICs of this computer that a machine of it gets. */
export async function hostNics(context: Context): Promise<readonly HostNic[]> {
  const section = await context.call('host.section', { name: 'nics' });
  if (!section.ok) throw fromEnvelope(section.error);
  const nics = section.name === 'nics' ? section.value : [];
  return nics
    .filter((nic) => nic.kind === 'physical' || nic.kind === 'wireless')
    .flatMap(({ name, mac }) => (mac === null ? [] : [{ name, mac }]));
}
