import { readFile } from 'node:fs/promises';
import { noTracing } from './trace-instance.ts';

/**
 * For a plan, which changes nothing: whether this kernel can follow writes at all, as far as can be told without trying.
 * @throws VmkitError `not-supported`.
 */
export async function refuseUntraceableKernel(): Promise<void> {
  const filesystems = await readFile('/proc/filesystems', 'utf8').catch(() => '');
  if (!/\btracefs\b/.test(filesystems)) throw noTracing('it was built without tracefs');
  // kernel_lockdown(7): the mode in brackets; `confidentiality` forbids tracing.
  const lockdown = await readFile('/sys/kernel/security/lockdown', 'utf8').catch(() => '');
  if (lockdown.includes('[confidentiality]')) throw noTracing('it is locked down (confidentiality)');
}
