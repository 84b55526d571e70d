import { useCall } from '../../api/use-call.ts';
import { useSection } from '../../api/use-section.ts';
import type { WizardValues } from '../../stores/wizard-values.ts';

/** What the machine is made after: this host, or the one that was captured. Memory in bytes. */
export interface MachineFacts {
  readonly threads: number;
  readonly memoryBytes: number;
  readonly nics: readonly { readonly name: string; readonly mac: string }[];
}

/** Facts of the chosen source, or null while they are read. */
export function useMachineFacts({
  source,
  existing,
}: Pick<WizardValues, 'source' | 'existing'>): MachineFacts | null {
  const cpu = useSection('cpu').value;
  const memory = useSection('memory').value;
  const nics = useSection('nics').value;
  const captured = useCall(
    'capture.show',
    source === 'existing' && existing ? { repository: existing.repository, name: existing.capture } : null,
  ).value;
  if (source === 'existing') return captured?.host ?? null;
  if (!cpu || !memory || !nics) return null;
  return {
    threads: cpu.threads,
    memoryBytes: memory.totalBytes,
    nics: nics.flatMap(({ name, mac, kind }) =>
      mac !== null && (kind === 'physical' || kind === 'wireless') ? [{ name, mac }] : [],
    ),
  };
}

const MIB = 1024 ** 2;

/** Three quarters of the original, as suggested: at least one CPU, memory in whole 64 MiB. */
export function suggested({
  threads,
  memoryBytes,
}: MachineFacts): Pick<WizardValues, 'cpus' | 'memoryBytes'> {
  return {
    cpus: Math.max(1, Math.floor(threads * 0.75)),
    memoryBytes: Math.max(64 * MIB, Math.floor((memoryBytes * 0.75) / (64 * MIB)) * 64 * MIB),
  };
}

/** The source's interfaces with the networks chosen so far; new ones are unplugged. */
export function mappedNics(facts: MachineFacts, before: WizardValues['nics']): WizardValues['nics'] {
  return facts.nics.map(({ mac, name }) => ({
    mac,
    name,
    network: before.find((nic) => nic.mac === mac)?.network ?? null,
  }));
}
