import type { ErrorEnvelope } from '../../../shared/errors.ts';
import type { CaptureHost } from '../../../shared/model/capture.ts';
import type { MachinePlan, VirtualizeRequest } from '../../../shared/model/machine.ts';
import type { Network } from '../../../shared/model/network.ts';
import { placeNics } from './place-nics.ts';

export interface NicsPlan {
  readonly nics: MachinePlan['nics'];
  readonly refusals: readonly ErrorEnvelope[];
  readonly warnings: readonly string[];
}

/** Network modes behind which a machine's frames do not leave the host with its own MAC address. */
const SHIELDED: readonly string[] = ['nat', 'isolated', 'route', 'open'];

/** NICs as asked for, else all of the host's, unplugged: the copy starts without disturbing the original. */
export function planNics(
  request: Pick<VirtualizeRequest, 'nics' | 'start'>,
  host: CaptureHost,
  networks: readonly Network[],
): NicsPlan {
  const wanted = request.nics ?? host.nics.map(({ mac }) => ({ mac, network: null }));
  const names = new Map(host.nics.map(({ mac, name }) => [mac.toLowerCase(), name]));
  const nics = wanted.map(({ mac, network }) => ({
    mac: mac.toLowerCase(),
    network,
    hostName: names.get(mac.toLowerCase()) ?? null,
  }));
  const judged = nics.map((nic) => judgeNetwork(nic, request.start, networks));
  return {
    nics,
    refusals: [...refuseAddresses(nics), ...judged.flatMap(({ refusals }) => refusals)],
    warnings: [...judged.flatMap(({ warnings }) => warnings), ...warnOfNames(nics)],
  };
}

function refuseAddresses(nics: MachinePlan['nics']): readonly ErrorEnvelope[] {
  return nics.flatMap(({ mac }, index) => {
    if (nics.findIndex((other) => other.mac === mac) < index) {
      return [invalid(`The MAC address ${mac} is given twice.`, 'Give each NIC an address of its own.')];
    }
    // The lowest bit of the first byte marks group addresses, which no NIC can have (IEEE 802).
    const group = (Number.parseInt(mac.slice(0, 2), 16) & 1) === 1;
    return group ? [invalid(`${mac} is a group address.`, 'Use an address whose first byte is even.')] : [];
  });
}

function invalid(message: string, hint: string): ErrorEnvelope {
  return { code: 'input.invalid', message, hint };
}

function judgeNetwork(
  { mac, network: name }: MachinePlan['nics'][number],
  start: boolean,
  networks: readonly Network[],
): Pick<NicsPlan, 'refusals' | 'warnings'> {
  if (name === null) return { refusals: [], warnings: [] };
  const network = networks.find((one) => one.name === name);
  if (!network) return { refusals: [missing(name)], warnings: [] };
  const refusals = !network.active && start ? [inactive(name)] : [];
  const warnings = [
    ...(!network.active && !start
      ? [`The network ${name} is not running: start it before the machine.`]
      : []),
    ...(SHIELDED.includes(network.mode)
      ? []
      : [
          `On ${name} the machine meets the host itself, with the same MAC address ${mac}: expect conflicts.`,
        ]),
  ];
  return { refusals, warnings };
}

function missing(network: string): ErrorEnvelope {
  const hint = 'See `vmkit network list-networks`, or leave the NIC unplugged (none).';
  return {
    code: 'network.not-found',
    message: `There is no network named ${network}.`,
    hint,
    detail: { network },
  };
}

function inactive(network: string): ErrorEnvelope {
  const hint = `Start it first: virsh net-start '${network}'`;
  return {
    code: 'network.inactive',
    message: `The network ${network} is not running.`,
    hint,
    detail: { network },
  };
}

function warnOfNames(nics: MachinePlan['nics']): readonly string[] {
  const places = placeNics(nics.map(({ hostName }) => hostName));
  const lost = nics.flatMap(({ hostName }, index) => (hostName && !places[index]?.kept ? [hostName] : []));
  if (lost.length === 0) return [];
  return [
    `These NICs will have other names in the machine, so their settings may not apply: ${lost.join(', ')}.`,
  ];
}
