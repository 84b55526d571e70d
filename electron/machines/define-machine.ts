import { randomUUID } from 'node:crypto';
import { isVmkitError, throwIfAborted, VmkitError } from '../../shared/errors.ts';
import type { MachineSummary } from '../../shared/model/machine.ts';
import { DomainDefineFlag, type CallOptions, type DomainRef, type Libvirt } from '../libvirt/index.ts';
import { isLibvirtError } from '../storage/libvirt-error.ts';
import { parseXml, serializeXml, setText, text } from '../xml/index.ts';
import { lookupDomain } from './lookup-domain.ts';
import { readMachine } from './read-machine.ts';

/**
 * Defines a new machine from its XML, checked against libvirt's schema. Never changes one that exists.
 * @throws VmkitError `xml.invalid`, `machine.name-invalid`, `machine.exists` (name or UUID taken; the old one stays),
 * and libvirt's.
 */
export async function defineMachine(
  libvirt: Libvirt,
  xml: string,
  options: CallOptions = {},
): Promise<MachineSummary> {
  return readMachine(libvirt, await defineDomain(libvirt, xml, options), options);
}

/** As `defineMachine`, for those who go on with libvirt's handle. */
export async function defineDomain(
  libvirt: Libvirt,
  xml: string,
  options: CallOptions = {},
): Promise<DomainRef> {
  const machine = parseXml(xml, 'domain');
  const name = text(machine.root, 'name');
  if (name === null) throw new VmkitError('machine.name-invalid', 'The XML gives the machine no name.');
  await requireFree(libvirt, name, text(machine.root, 'uuid'), options);
  // With a UUID of its own libvirt refuses a name that was taken meanwhile, instead of changing the other machine.
  if (text(machine.root, 'uuid') === null) setText(machine, 'uuid', randomUUID());
  throwIfAborted(options.signal);
  return define(libvirt, serializeXml(machine), name);
}

async function requireFree(
  libvirt: Libvirt,
  name: string,
  uuid: string | null,
  options: CallOptions,
): Promise<void> {
  if (await lookupDomain(libvirt, name, options)) throw taken(name, `named ${name}`);
  if (uuid !== null && (await lookupDomain(libvirt, uuid, options)))
    throw taken(name, `with the UUID ${uuid}`);
}

function taken(machine: string, how: string, cause?: unknown): VmkitError {
  return new VmkitError('machine.exists', `There is a machine ${how} already.`, {
    hint: 'Choose another name, or delete the other machine first.',
    detail: { machine },
    cause,
  });
}

async function define(libvirt: Libvirt, xml: string, name: string): Promise<DomainRef> {
  try {
    return (await libvirt.call('domainDefineXmlFlags', { xml, flags: DomainDefineFlag.validate })).dom;
  } catch (error) {
    // libvirt answers a doubled name as a failed operation, among others: ask instead of reading its text.
    if (isLibvirtError(error, 'operationFailed') && (await lookupDomain(libvirt, name))) {
      throw taken(name, `named ${name}`, error);
    }
    if (isLibvirtError(error, 'xmlInvalidSchema') || isLibvirtError(error, 'xmlError')) throw refused(error);
    throw error;
  }
}

function refused(error: unknown): VmkitError {
  const message = isVmkitError(error) ? error.message : String(error);
  return new VmkitError('xml.invalid', `libvirt does not accept this machine: ${message}`, {
    hint: 'Correct the XML; `virt-xml-validate` shows the place.',
    detail: isVmkitError(error) ? error.detail : undefined,
    cause: error,
  });
}
