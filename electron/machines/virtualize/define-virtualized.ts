import { throwIfAborted, VmkitError } from '../../../shared/errors.ts';
import type { Report } from '../../../shared/model/job.ts';
import type { MachinePlan, MachineSummary } from '../../../shared/model/machine.ts';
import { DomainUndefineFlag, type DomainRef, type Libvirt } from '../../libvirt/index.ts';
import { createOverlay } from '../../storage/create-overlay.ts';
import { deleteVolume } from '../../storage/delete-volume.ts';
import { undoOnFailure, type UndoStack } from '../../system/undo.ts';
import { defineDomain } from '../define-machine.ts';
import { lookupDomain } from '../lookup-domain.ts';
import { readMachine } from '../read-machine.ts';
import { startMachine } from '../start-machine.ts';
import type { MachineDisk } from './disk-devices.ts';
import { domainXml } from './domain-xml.ts';

export interface VirtualizedInput {
  readonly plan: MachinePlan;
  /** A running directory repository, for the machine's own disks. */
  readonly repository: { readonly name: string };
  /** The captured disks, in order; they are never written. */
  readonly disks: readonly {
    readonly backingPath: string;
    readonly virtualBytes: number;
    readonly format: string;
    readonly serial?: string | null;
  }[];
  readonly captureId?: string | null;
  readonly start: boolean;
}

export interface DefineContext {
  readonly signal?: AbortSignal;
  readonly report?: Report;
}

/**
 * Makes the planned machine: disks on top of the captured ones, the definition, and the start if asked for. Whatever
 * fails, and on cancel, all of it is taken back.
 * @throws VmkitError `machine.exists`, `file.exists` (a volume of that name), `repository.not-found`, `cancelled`,
 * and libvirt's.
 */
export async function defineVirtualized(
  libvirt: Libvirt,
  input: VirtualizedInput,
  { signal, report = () => undefined }: DefineContext,
): Promise<MachineSummary> {
  await requireFree(libvirt, input.plan.name, signal);
  return undoOnFailure(async (undo) => {
    const disks = await createDisks(libvirt, input, undo, { ...(signal && { signal }), report });
    throwIfAborted(signal);
    const dom = await define(libvirt, input, disks, undo);
    report({ kind: 'log', text: `Defined the machine ${input.plan.name}.` });
    throwIfAborted(signal);
    if (input.start) await start(libvirt, dom, undo, report);
    throwIfAborted(signal);
    return readMachine(libvirt, dom);
  }, report);
}

async function requireFree(libvirt: Libvirt, name: string, signal: AbortSignal | undefined): Promise<void> {
  if (!(await lookupDomain(libvirt, name, { signal }))) return;
  throw new VmkitError('machine.exists', `There is a machine named ${name} already.`, {
    hint: 'Choose another name, or delete the other machine first.',
    detail: { machine: name },
  });
}

async function createDisks(
  libvirt: Libvirt,
  { plan, repository, disks }: VirtualizedInput,
  undo: UndoStack,
  { signal, report }: { readonly signal?: AbortSignal; readonly report: Report },
): Promise<readonly MachineDisk[]> {
  const made: MachineDisk[] = [];
  for (const [index, disk] of disks.entries()) {
    throwIfAborted(signal);
    const volume = `${plan.name}-disk${index}.qcow2`;
    const { ref, path } = await createOverlay(libvirt, {
      repository: repository.name,
      volume,
      backingPath: disk.backingPath,
      backingFormat: disk.format,
      capacityBytes: disk.virtualBytes,
    });
    undo.push(`deleted the disk ${volume}`, () => deleteVolume(libvirt, ref));
    report({ kind: 'log', text: `Created ${path} on top of ${disk.backingPath}.` });
    made.push({ path, format: 'qcow2', serial: disk.serial ?? null });
  }
  return made;
}

async function define(
  libvirt: Libvirt,
  { plan, captureId }: VirtualizedInput,
  disks: readonly MachineDisk[],
  undo: UndoStack,
): Promise<DomainRef> {
  const serialLog = serialLogOf(libvirt, plan.name);
  const dom = await defineDomain(
    libvirt,
    domainXml({ plan, disks, captureId: captureId ?? null, serialLog }),
  );
  undo.push(`removed the definition of the machine ${plan.name}`, async () => {
    await libvirt.call('domainUndefineFlags', { dom, flags: DomainUndefineFlag.nvram });
  });
  return dom;
}

// The place of libvirt's own logs, which only the system daemon may write; the user's daemon goes without.
function serialLogOf(libvirt: Libvirt, name: string): string | null {
  return libvirt.uri.startsWith('qemu:///system') ? `/var/log/libvirt/qemu/${name}-serial0.log` : null;
}

async function start(libvirt: Libvirt, dom: DomainRef, undo: UndoStack, report: Report): Promise<void> {
  await startMachine(libvirt, dom.uuid);
  undo.push(`stopped the machine ${dom.name}`, async () => {
    await libvirt.call('domainDestroyFlags', { dom });
  });
  report({ kind: 'log', text: `Started the machine ${dom.name}.` });
}
