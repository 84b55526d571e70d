import { mem } from 'systeminformation';
import { VmkitError } from '../../shared/errors.ts';
import type { MemoryInfo } from '../../shared/model/host.ts';

/**
 * Memory and swap, as systeminformation reads them from /proc/meminfo.
 * @throws VmkitError `host.section-failed` where the kernel does not say how much there is.
 */
export async function readMemory(): Promise<MemoryInfo> {
  const { total, available, swaptotal, swapfree } = await mem();
  if (!(total > 0)) {
    throw new VmkitError('host.section-failed', 'The kernel does not say how much memory there is.', {
      hint: 'Is /proc mounted?',
    });
  }
  return { totalBytes: total, availableBytes: available, swapTotalBytes: swaptotal, swapFreeBytes: swapfree };
}
